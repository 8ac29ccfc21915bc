/** Endings that nearly always make a French noun or adjective feminine, plural included. */
const feminineEnding =
  /(?:[stx]ions?|tés|té|ées?|ures?|ances?|ences?|ettes?|elles?|esses?|udes?|ades?|euses?|trices?|ennes?|onnes|aisons?|aines?|ieres?|ières?|eries?|mies?|phies?|gies?|ises|[ae]ntes|ttes|[èê]ches)$/u;

const masculineAllTheSame = new Set(
  (
    'comité comités traité traités été étés côté côtés député députés comté comtés arrêté arrêtés pâté musée musées lycée ' +
    'lycées trophée trophées murmure murmures silence silences squelette squelettes stade stades grade grades camarade ' +
    'camarades capitaine capitaines domaine domaines habité incendies scandale fascicule parapluies génies mercure avions ' +
    'camions millions ascenseurs'
  ).split(' '),
);

const feminineAllTheSame = new Set(
  (
    'personne heure minute seconde femme fille voiture ville famille commune école entreprise voix place page tonne livre île ' +
    'œuvre arme bombe balle chaîne équipe étape marche porte pièce plainte peine usine victime vie vague banque base boîte ' +
    'chambre chanson classe commande course demande fois fin forme guerre histoire image langue lettre ligne liste loi mer ' +
    'mission nuit offre part partie perle photo phrase plage région route rue scène série somme station table tête vente ' +
    'victoire caméra chaise goutte médaille bouteille barre feuille feuilles famille grève jeune nouvelle grande petite ' +
    'autre bonne rame tranche touche voie centrale salle vidéo application action mosquée synagogue église cellule cible ' +
    'association société arrestation manifestation élection circonscription journaliste plainte interpellation greffe dose ' +
    'infirmière chemise chaussure pomme orange tablette facture'
  )
    .split(' ')
    .filter(noun => !['autre', 'jeune', 'journaliste', 'orange', 'greffe'].includes(noun))
    .flatMap(noun => [noun, `${noun}s`]),
);

/** Whether a number before this word says `une`: by list and by ending. In doubt masculine. */
export function isFeminineNoun(noun: string): boolean {
  if (masculineAllTheSame.has(noun)) return false;
  return feminineAllTheSame.has(noun) || feminineEnding.test(noun);
}
