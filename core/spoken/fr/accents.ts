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
    'theme:thème creme:crème creation:création createur:créateur creer:créer idee:idée idees:idées ' +
    'communique:communiqué cooperative:coopérative sante:santé beaute:beauté fierte:fierté comite:comité europeen:européen ' +
    'europeenne:européenne americain:américain americaine:américaine chretien:chrétien chretienne:chrétienne ' +
    'numerique:numérique academie:académie conge:congé salarie:salarié salariee:salariée penurie:pénurie temoigne:témoigne ' +
    'treve:trêve reve:rêve breve:brève bete:bête scene:scène phenomene:phénomène hygiene:hygiène supreme:suprême ' +
    'extreme:extrême poeme:poème diocese:diocèse hypothese:hypothèse strategie:stratégie strategique:stratégique ' +
    'medical:médical medicale:médicale medicaux:médicaux medicament:médicament meteorologie:météorologie ' +
    'refugie:réfugié recolte:récolte reduction:réduction reduire:réduire reglement:règlement referendum:référendum ' +
    'repression:répression requisitoire:réquisitoire residence:résidence resident:résident retrospective:rétrospective ' +
    'revelation:révélation revolte:révolte recit:récit recent:récent recente:récente methode:méthode medaille:médaille ' +
    'mecanique:mécanique memorial:mémorial selection:sélection seisme:séisme severe:sévère sejour:séjour hesite:hésite ' +
    'helicoptere:hélicoptère penal:pénal penale:pénale peril:péril penitentiaire:pénitentiaire petition:pétition ' +
    'pedagogie:pédagogie velo:vélo vegetal:végétal veritable:véritable legal:légal legale:légale legende:légende ' +
    'legume:légume leger:léger legere:légère legion:légion negociation:négociation cesar:césar prefere:préfère ' +
    'interprete:interprète equipement:équipement boheme:bohème tole:tôle diplome:diplôme dome:dôme fantome:fantôme ' +
    'symptome:symptôme pole:pôle chateau:château chateaux:châteaux gateau:gâteau gateaux:gâteaux ' +
    'depeche:dépêche precedent:précédent precedente:précédente representant:représentant representante:représentante batiment:bâtiment crane:crâne grace:grâce diner:dîner traitre:traître connaitre:connaître croute:croûte'
  )
    .split(' ')
    .filter(pair => pair.includes(':'))
    .map(pair => pair.split(':'))
    .map(([plain = '', accented = '']) => [plain, accented] as const),
);

/** An open syllable at the beginning: état, élu, école, équipe, église, étranger; not esprit, effet, elle, est. */
const openBeginning = /^e(?=(?:[bcdfgpt][lr]|[cpt]h|qu|st?a(?=t)|[bcdfglmnprtv])[aeiouyéèêâîôû])/u;

function commonWord(beginning: string, next: string): RegExp {
  const ending =
    '(?:es?|er|ent|ions?|ments?|ances?|ences?|eurs?|ir|its?|al|aux|ales?|istes?|ants?|ifs?|ives?|iques?|é|és|ée|ées)';
  return new RegExp(`^${beginning}(?=${next}[a-zé]*${ending}$)`, 'u');
}

const beginnings: readonly (readonly [RegExp, string])[] = [
  [openBeginning, 'é'],
  [/^tele(?=[a-z]{3})/u, 'télé'],
  [/^geo(?=[gmlps][a-z]{3})/u, 'géo'],
  // Réunion, préparer, décider; not Reagan, Depardieu, depuis: only with the ending of a common word.
  [commonWord('re', '[aou]'), 'ré'],
  [commonWord('pre', '(?:[cdfpv]|s(?!s))[aeiou]'), 'pré'],
  [commonWord('de', '(?!puis)[cfgp][aeiou]'), 'dé'],
];

const endings: readonly (readonly [RegExp, string])[] = [
  [/ee(s?)$/u, 'ée$1'],
  [/ieme(s?)$/u, 'ième$1'],
  [/iere(s?)$/u, 'ière$1'],
  [/phere(s?)$/u, 'phère$1'],
  [/metre(s?)$/u, 'mètre$1'],
  [/(?<=[a-zé]{2})ege(s?)$/u, 'ège$1'],
];

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
  const known = byList.get(word) ?? shortParticiples.get(word) ?? knownPlural(word);
  if (known !== undefined) return known;
  return accentedNoun(replaced(replaced(word, beginnings), endings));
}

function replaced(word: string, patterns: readonly (readonly [RegExp, string])[]): string {
  return patterns.reduce((form, [plain, accented]) => form.replace(plain, accented), word);
}

function knownPlural(word: string): string | undefined {
  const singular = word.endsWith('s') ? byList.get(word.slice(0, -1)) : undefined;
  return singular === undefined ? undefined : `${singular}s`;
}

function accentedNoun(begun: string): string {
  if (notInTe.test(begun)) return begun;
  return begun.replace(nounInTe, 'é');
}
