/** An article of test/fixtures/articles as its edition should have it. */
export interface ExpectedArticle {
  readonly encoding: string;
  /** `kind: text` of each paragraph. */
  readonly outline: readonly string[];
  /** Codes of the warnings of reading, each with the letters that it stands for, if any. */
  readonly warnings: readonly string[];
}

const letter = [
  'title: La lettre de Jérôme',
  'text: Chère Zoé, où étais-tu ? L’été s’achève, et j’ai reçu ta carte à Noël.',
  'text: Le cœur gros, je te réponds : « Ça ira ! »',
];

export const expectedArticles: Readonly<Record<string, ExpectedArticle>> = {
  'press.txt': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'kicker: Environnement',
      'title: La baie de Douarnenez retrouve ses herbiers après dix ans d’efforts',
      'text: Par Jeanne Kervella',
      'text: Publié le 3 mai 2021 à 10 h 12',
      'text: Les plongeurs n’en croyaient pas leurs yeux : les zostères couvrent de nouveau les fonds de la baie.',
      'heading: «Une surprise» pour les biologistes',
      'text: Selon l’institut, la surface a doublé depuis 2011. « Nous n’attendions pas cela avant 2030 », admet son directeur.',
      'heading: Que reste-t-il à faire ?',
      'text: Les mouillages devront être déplacés, car les ancres arrachent les plantes, et la qualité de l’eau devra être suivie de près pendant plusieurs années encore.',
      'caption: © Institut de la mer',
    ],
  },
  'markup.txt': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'title: Un texte avec & < > ]]> et <break time="10s"/>',
      'text: Il écrivit <script>alert(1)</script> & rit --> ainsi. Puis 3 < 4 && 5 > 4.',
    ],
  },
  'foreign-words.txt': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'title: Le mot de la fin',
      'text: Il a dit « the show must go on » puis « السلام عليكم » avant de quitter la scène. Le public, debout, l’a applaudi pendant dix minutes.',
    ],
  },
  'glued-title.txt': {
    encoding: 'utf-8',
    warnings: ['GluedWordsSplit'],
    outline: [
      'title: Un marin retrouvé sain et sauf au large de Groix',
      'text: Les sauveteurs l’ont ramené mardi au port, fatigué mais souriant.',
      'text: Il avait quitté Lorient dimanche à bord de son voilier.',
    ],
  },
  'decomposed.txt': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'title: La fenêtre fermée',
      'text: L’été dernier, à Noël, un élève a rêvé d’œuvres où l’âme était légère. Une ½ heure.',
    ],
  },
  'ligatures.txt': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'title: La fin de la flotte, l’effet d’un suffixe et le baffle',
      "text: Le cœur de l'œuvre n'a pas changé. Une ½ part, x² et st.",
    ],
  },
  'bad-bytes.txt': {
    encoding: 'utf-8',
    warnings: ['BadBytes'],
    outline: ['title: L’été où tout a changé', 'text: Le préfet a décid\uFFFD d’évacuer la vallée, où l’eau montait.'],
  },
  'utf-16.txt': { encoding: 'utf-16le', warnings: [], outline: letter },
  'mac-roman.txt': { encoding: 'macintosh', warnings: ['EncodingGuessed'], outline: letter },
  'structured.md': {
    encoding: 'utf-8',
    warnings: ['NoteMarksRemoved', 'CodeSkipped 14', 'LineWithoutWordsSkipped'],
    outline: [
      'title: La cuisine des phares',
      'text: Les gardiens de phare cuisinaient avec ce que la relève apportait. Voir le musée ou ce piège.',
      'caption: La cuisine du phare d’Ar-Men',
      'heading: Les provisions',
      'listItem: Du lard salé',
      'listItem: Des pommes de terre et des oignons',
      'listItem: Le pain',
      'listItem: Le vin',
      'text: Mois ; Relèves',
      'text: Janvier ; 2',
      'text: Juillet ; 4',
      'quote: La soupe d’abord, le temps ensuite.',
      'text: Un paragraphe avec du HTML, un <break time="10s"/> et ls -l en ligne.',
      'text: Une seconde ligne.',
      'text: Du texte dans une boîte.',
      'text: D’après les registres du service des phares.',
    ],
  },
  'page.html': {
    encoding: 'utf-8',
    warnings: ['OutsideArticle 289'],
    outline: [
      'title: Le port de Brest se prépare à l’hiver',
      'text: Les équipes du port ont commencé mardi à renforcer les digues, après un automne marqué par trois tempêtes.',
      'heading: Des travaux jusqu’en février',
      'text: Selon la capitainerie, le chantier doit durer quatre mois. Il mobilise une trentaine d’ouvriers, à temps plein.',
      'text: « Nous n’avons pas le choix ! » explique M. Le Goff, qui dirige les travaux.',
      'quote: La mer ne prévient pas, et nous devons être prêts avant elle.',
      'listItem: La digue du nord sera rehaussée de 56\u00A0cm ;',
      'listItem: celle du sud sera consolidée.',
      'caption: La digue du nord, en octobre.',
      'text: Le coût est estimé à 3,5\u00A0M€, dont la moitié est à la charge de la région.',
    ],
  },
  'broken.html': {
    encoding: 'utf-8',
    warnings: [],
    outline: [
      'title: La digue cède à nouveau',
      'text: Une brèche s’est ouverte mardi matin dans la digue du nord, sans faire de blessé.',
      'text: Les secours ont évacué vingt maisons ; l’eau montait encore à midi.',
      'text: Le maire a demandé de l’aide & des bras.',
      'listItem: Un point de rassemblement',
      'listItem: Un numéro : 3 < 4',
    ],
  },
  'charset-lies.html': {
    encoding: 'windows-1252',
    warnings: ['EncodingGuessed', 'CharsetContradicted'],
    outline: [
      "title: L'été à la mer",
      "text: Où s'en vont les élèves, à Noël ? La réponse était évidente : là où la grève est déserte, près du château.",
    ],
  },
};

/** Files that are refused: with what code, and a word of the message. */
export const expectedRefusals: Readonly<Record<string, { readonly code: string; readonly says: string }>> = {
  'empty.txt': { code: 'EmptyArticle', says: 'empty' },
  'invisible-only.txt': { code: 'EmptyArticle', says: 'no text' },
  'no-article.html': { code: 'EmptyArticle', says: 'no text' },
  'pdf.txt': { code: 'NotText', says: 'PDF' },
  'docx.txt': { code: 'NotText', says: 'DOCX' },
  'noise.txt': { code: 'NotText', says: 'binary' },
};
