/** What the small player says. */
const en = {
  player: 'Diglot player',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  sentence: 'The sentence that is spoken',
  language: 'Language',
  fullPage: 'Read along on its page',
  opening: 'Opening…',
  awaited: 'This article is being narrated.',
  failed: 'This article could not be narrated.',
  unknown: 'There is no such article.',
  unreachable: 'The article could not be opened.',
  unplayable: 'The sound could not be loaded.',
  again: 'Try again',
};

const fr: typeof en = {
  player: 'Lecteur Diglot',
  play: 'Écouter',
  pause: 'Pause',
  position: 'Position',
  sentence: 'La phrase qui est dite',
  language: 'Langue',
  fullPage: 'Lire et écouter sur sa page',
  opening: 'Ouverture…',
  awaited: 'Cet article est en cours de narration.',
  failed: 'Cet article n’a pas pu être narré.',
  unknown: 'Il n’y a pas d’article de ce nom.',
  unreachable: 'L’article n’a pas pu être ouvert.',
  unplayable: 'Le son n’a pas pu être chargé.',
  again: 'Réessayer',
};

export const embedWords = { en, fr };
