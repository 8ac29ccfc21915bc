/** Made up for the pictures: sentences in French, a paragraph each, with their translations. The first is the title. */
export const demonstrationArticles: ReadonlyArray<{
  readonly file: string;
  readonly sentences: ReadonlyArray<readonly [string, string]>;
}> = [
  {
    file: 'bibliotheque.txt',
    sentences: [
      ['La bibliothèque qui prête aussi des silences', 'The library that lends silences too'],
      [
        'Au fond de la salle, une porte mène à une pièce où l’on ne lit rien.',
        'At the back of the room, a door leads to a place where one reads nothing.',
      ],
    ],
  },
  {
    file: 'marees.txt',
    sentences: [
      [
        'Quand la mer se retire, le village sort ses paniers',
        'When the sea draws back, the village brings out its baskets',
      ],
      ['Deux fois par mois, tout le monde descend sur la grève.', 'Twice a month, everybody goes down to the shore.'],
    ],
  },
  {
    file: 'dentelle.txt',
    sentences: [
      [
        'La dentelle du Puy, un fil tendu entre deux siècles',
        'The lace of Le Puy, a thread stretched between two centuries',
      ],
      [
        'Dans l’atelier, douze mains apprennent un geste ancien.',
        'In the workshop, twelve hands are learning an old gesture.',
      ],
    ],
  },
];

/** A file that is no text, whatever its name says. */
export const refusedArticle = { file: 'rapport-annuel.txt', content: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n' };
