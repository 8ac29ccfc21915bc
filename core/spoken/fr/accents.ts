/**
 * Accents that capitals are often printed without: `ETAT`, `ELUS`, `SECURITE`. Words by list; beginnings and endings by
 * rule. In doubt nothing is added.
 */
const byList: ReadonlyMap<string, string> = new Map(
  (
    'securite:sécurité securitaire:sécuritaire celebrite:célébrité necessite:nécessité severite:sévérité serenite:sérénité legalite:légalité fecondite:fécondité telescope:télescope cote:côté etre:être meme:même apres:après tres:très pres:près fete:fête tete:tête foret:forêt interet:intérêt ' +
    'pret:prêt arret:arrêt enquete:enquête tempete:tempête requete:requête hopital:hôpital hopitaux:hôpitaux hotel:hôtel ' +
    'controle:contrôle role:rôle chomage:chômage chomeur:chômeur chomeurs:chômeurs cout:coût couts:coûts gout:goût ' +
    'aout:août ile:île iles:îles maitre:maître noel:noël francais:français francaise:française francaises:françaises ' +
    'facon:façon lecon:leçon recu:reçu ca:ça president:président presidente:présidente presidents:présidents ' +
    'presidentielle:présidentielle presidentielles:présidentielles republique:république republicain:républicain ' +
    'republicains:républicains general:général generale:générale generaux:généraux reforme:réforme reformes:réformes ' +
    'regime:régime region:région regions:régions regional:régional regionale:régionale regionales:régionales ' +
    'departement:département departements:départements systeme:système probleme:problème problemes:problèmes ' +
    'theatre:théâtre cinema:cinéma musee:musée lycee:lycée annee:année armee:armée entree:entrée journee:journée ' +
    'depute:député deputes:députés senat:sénat senateur:sénateur senateurs:sénateurs benefice:bénéfice decision:décision ' +
    'decisions:décisions defense:défense deces:décès succes:succès proces:procès acces:accès progres:progrès ' +
    'congres:congrès depart:départ declaration:déclaration declarations:déclarations deficit:déficit demission:démission ' +
    'democratie:démocratie developpement:développement degre:degré degats:dégâts medecin:médecin medecins:médecins ' +
    'medecine:médecine media:média medias:médias memoire:mémoire menage:ménage metier:métier metiers:métiers ' +
    'meteo:météo metro:métro mere:mère pere:père frere:frère freres:frères premiere:première derniere:dernière ' +
    'carriere:carrière frontiere:frontière frontieres:frontières lumiere:lumière matiere:matière maniere:manière ' +
    'riviere:rivière priere:prière siecle:siècle siecles:siècles regle:règle regles:règles modele:modèle college:collège ' +
    'greve:grève greves:grèves eleve:élève eleves:élèves these:thèse piece:pièce pieces:pièces ' +
    'planete:planète fidele:fidèle zero:zéro heros:héros heritage:héritage heroine:héroïne periode:période perilleux:périlleux ' +
    'petrole:pétrole precaire:précaire prefet:préfet prefecture:préfecture precision:précision prevision:prévision ' +
    'prevention:prévention proces:procès propriete:propriété qualite:qualité resistance:résistance ' +
    'resultat:résultat resultats:résultats reunion:réunion revolution:révolution reseau:réseau reseaux:réseaux ' +
    'reponse:réponse reponses:réponses seance:séance serie:série series:séries telephone:téléphone ' +
    'television:télévision tele:télé temoin:témoin temoins:témoins temoignage:témoignage temoignages:témoignages ' +
    'therapie:thérapie tragedie:tragédie trophee:trophée vehicule:véhicule vehicules:véhicules verite:vérité ' +
    'video:vidéo videos:vidéos operation:opération operations:opérations liberation:libération federation:fédération ' +
    'generation:génération cooperation:coopération numero:numéro interieur:intérieur exterieur:extérieur superieur:supérieur ' +
    'materiel:matériel bebe:bébé cafe:café cle:clé ble:blé debat:débat debats:débats debut:début decembre:décembre ' +
    'fevrier:février derriere:derrière desert:désert desir:désir detail:détail details:détails detenu:détenu detenus:détenus ' +
    'dechets:déchets defi:défi defis:défis delai:délai delit:délit depense:dépense depenses:dépenses depot:dépôt impot:impôt ' +
    'impots:impôts bientot:bientôt plutot:plutôt aussitot:aussitôt tot:tôt voila:voilà deja:déjà ' +
    'peche:pêche pecheurs:pêcheurs secheresse:sécheresse legislatives:législatives legislative:législative ' +
    'ministere:ministère mystere:mystère misere:misère colere:colère lumieres:lumières necessaire:nécessaire ' +
    'cereales:céréales celebre:célèbre ceremonie:cérémonie geant:géant geants:géants genie:génie geopolitique:géopolitique ' +
    'geneve:genève quebec:québec algerie:algérie bresil:brésil coree:corée grece:grèce israel:israël liberia:libéria ' +
    'mediterranee:méditerranée nigeria:nigéria perou:pérou senegal:sénégal suede:suède norvege:norvège vietnam:viêtnam ' +
    'theme:thème creme:crème creation:création createur:créateur creer:créer idee:idée idees:idées'
  )
    .split(' ')
    .filter(pair => pair.includes(':'))
    .map(pair => pair.split(':'))
    .map(([plain = '', accented = '']) => [plain, accented] as const),
);

/** An open syllable at the beginning: état, élu, école, équipe, église, étranger; not esprit, effet, elle, est. */
const openBeginning = /^e(?=(?:[bcdfgpt][lr]|[cpt]h|qu|st?a(?=t)|[bcdfglmnprtv])[aeiouyéèêâîôû])/u;

/** `été` and its kind: e, one consonant, final e. */
const shortParticiples: ReadonlyMap<string, string> = new Map([
  ['ete', 'été'],
  ['etes', 'êtes'],
  ['ere', 'ère'],
  ['elite', 'élite'],
  ['elites', 'élites'],
]);

/** Nouns in -té and participles: société, sécurité, liberté; not site, suite, liste, porte. */
const nounInTe = /(?<=(?:[bcdfglmnprsv]i|ie|[bn]er|au|eau|oyau|ony|on|vol[ou]n|puis|pauv?re)t)e(?=s?$)/u;
const notInTe =
  /^(?:sites?|suites?|visites?|limites?|faillites?|élites?|réussites?|petites?|poursuites?|fuites?|conduites?|gîtes?|rites?|mites?|bénites?|maudites?|dites?|écrites?|frites?|truites?|inédites?|dynamites?|sulfites?|granites?|bronchites?|hépatites?|ermites?|satellites?|termites?|hypocrites?|parasites?|composites?|invites?|favorites?|profites?|cites?|mérites?|hautes?|fautes?|hôtes?|autes?|compt.*|montes?|contes?|pontes?|honte|tontes?|remontes?)$/u;

/** @param word lower case. @returns the word with the accents that it surely has */
export function restoreAccents(word: string): string {
  if (/[éèêëàâîïôûùç]/u.test(word)) return word;
  const known = byList.get(word) ?? shortParticiples.get(word);
  if (known !== undefined) return known;
  const begun = word.replace(openBeginning, 'é').replace(/ee(s?)$/u, 'ée$1');
  if (notInTe.test(begun)) return begun;
  return begun.replace(nounInTe, 'é');
}
