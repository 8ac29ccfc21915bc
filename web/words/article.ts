/** What the article's page says. */
const en = {
  player: 'Player',
};

const fr: typeof en = {
  player: 'Lecteur',
};

export const articleWords = { en, fr };
