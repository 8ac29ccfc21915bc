import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTmx } from '../../../core/memory/tmx.ts';
import { sentenceDoubts, translationWarnings } from '../../../core/translation/guard.ts';
import { translationWarningCatalogue } from '../../../core/translation/warnings.ts';

function codes(french: string, english: string): string[] {
  return sentenceDoubts(french, english).map(({ code }) => code);
}

describe('numbers', () => {
  it.each([
    ['plus de 70 millions', 'more than 70 million'],
    ['de la 56e à la 5e place', 'from 56th to fifth place'],
    ['1 234,5 km', '1,234.5 km'],
    ['1\u202F234 euros', '€1,234'],
    ['1.234.567 euros', '€1,234,567'],
    ['12 % des voix', '12 percent of the vote'],
    ['5 M€', '€5 million'],
    ['100 m de haut', '100 meters high'],
    ['1,5 milliard d’euros', '€1.5 billion'],
    ['1 500 000 euros', '1.5 million euros'],
    ['5 000 milliards', '5 trillion'],
    ['1,2 million', '1.2m'],
    ['3,50 €', '€3.50'],
    ['le 1er mars 2021', 'March 1, 2021'],
    ['le 03/04/2021', '04/03/2021'],
    ['à 20 h 30', 'at 8:30 p.m.'],
    ['à 20h', 'at 8 p.m.'],
    ['à 8 heures', 'at eight o’clock'],
    ['à 17 h 00', 'at 5:00 p.m.'],
    ['à 0 h', 'at midnight'],
    ['les années 80', 'the 1980s'],
    ['les années 80', 'the eighties'],
    ['de 1914 à 1918', '1914–18'],
    ['le XXIe siècle', 'the 21st century'],
    ['Louis XIV', 'Louis XIV'],
    ['90 personnes', 'ninety people'],
    ['quatre-vingt-dix personnes', '90 people'],
    ['vingt et une personnes', '21 people'],
    ['une dizaine', 'about 10'],
    ['20 000 lieues', 'twenty thousand leagues'],
    ['le G20, la 4G et un A380', 'the G20, 4G and an A380'],
    ['01 23 45 67 89', '01 23 45 67 89'],
    ['36 ans', '36-year-old'],
  ])('“%s” is the same as “%s”', (french, english) => {
    expect(codes(french, english)).toEqual([]);
  });

  it.each([
    ['70 millions', '17 million', ['lacks “70 millions”; has “17 million”, which the original lacks.']],
    ['70 millions', '70 billion', ['lacks “70 millions”; has “70 billion”, which the original lacks.']],
    ['12 % des voix', 'the vote', ['lacks “12”.']],
    ['un ami', '40 friends', ['has “40”, which the original lacks.']],
    ['en 2013', 'in 2031', ['lacks “2013”; has “2031”, which the original lacks.']],
    ['1,5 milliard', '15 billion', ['lacks “1,5 milliard”; has “15 billion”, which the original lacks.']],
    ['à 20 h 30', 'at 8:45 p.m.', ['lacks “20 h 30”; has “8:45 p.m.”, which the original lacks.']],
    ['à 18h30', 'to the 18h30', ['writes “18h30” as French does.']],
    ['1 234 567,89 € de frais', 'of expenses 1 234 567,89 €', ['writes “1 234 567,89” as French does.']],
    ['le XXIe siècle', 'the 20th century', ['has “20”, which the original lacks.']],
  ])('“%s” is not “%s”', (french, english, what) => {
    const doubts = sentenceDoubts(french, english);
    expect(doubts).toEqual(what.map(text => ({ code: 'NumberChanged', what: text })));
  });
});

describe('names', () => {
  it.each([
    ['selon Pavel Dourov, de Russie', 'according to Pavel Durov, of Russia'],
    ['le compositeur Tchaïkovski est né', 'the composer Tchaikovsky was born'],
    ['Khrouchtchev puis Gorbatchev', 'Khrushchev, then Gorbachev'],
    ['le président Poutine a dit', 'President Putin said'],
    ['il vit à Londres et à Pékin', 'he lives in London and Beijing'],
    ['une loi de l’Allemagne', 'a German law'],
    ['aux États-Unis, on vote', 'Americans vote'],
    ['la Corée du Nord a tiré', 'North Korea fired'],
    ['a dit la Maison-Blanche hier', 'the White House said yesterday'],
    ['le Premier ministre a dit', 'the prime minister said'],
    ['le pape François a dit', 'Pope Francis said'],
    ['d’après l’ONU, oui', 'according to the UN, yes'],
    ['la Tour Eiffel est haute', 'the Eiffel Tower is high'],
    ['le maire du Havre a dit', 'the mayor of Le Havre said'],
    ['dans le Grand Londres on vit', 'in Greater London people live'],
    ['Bonjour à tous', 'hello to all'],
    ['« Merci », dit-il. « Bonsoir »', '“Thanks,” he said. “Good evening”'],
    ['VIE ET MORT DE JEAN VALJEAN', 'LIFE AND DEATH OF A CONVICT'],
  ])('of “%s” are all in “%s”', (french, english) => {
    expect(codes(french, english)).toEqual([]);
  });

  it.each([
    ['selon Pavel Dourov, tout va', 'according to Pavel Martin, all is well', 'lacks “Dourov”.'],
    ['ont rejoint Telegram mardi', 'joined the messaging service on Tuesday', 'lacks “Telegram”.'],
    ['de WhatsApp à Instagram', 'from WhatsUp to Instagram', 'lacks “WhatsApp”.'],
    ['a déclaré Macron mardi', 'he declared on Tuesday', 'lacks “Macron”.'],
    ['il vit en Allemagne', 'he lives there', 'lacks “Allemagne”.'],
  ])('of “%s” are not all in “%s”', (french, english, what) => {
    expect(sentenceDoubts(french, english)).toEqual([{ code: 'NameChanged', what }]);
  });
});

describe('names of a terminology', () => {
  it('are not missed where it has replaced them', () => {
    const [french, english] = ['Ici le Smic est bas.', 'Here the minimum wage is low.'];
    expect(codes(french, english)).toEqual(['NameChanged']);
    expect(sentenceDoubts(french, english, ['Smic'])).toEqual([]);
  });
});

describe('passages', () => {
  it.each([
    [
      'He said: “I would like to say the following thing to you”.',
      'He said: “I would like to say the following thing to you”.',
    ],
    ['Le Tour de France', 'Le Tour de France'],
    ['Il lit Le Monde diplomatique', 'He reads Le Monde diplomatique'],
    ['avec Jean, Paul, Marie, Anne, Luc, Zoé', 'with Jean, Paul, Marie, Anne, Luc, Zoé'],
  ])('“%s” may stand as in “%s”', (french, english) => {
    expect(codes(french, english)).not.toContain('PassageUntranslated');
  });

  it.each([
    ['La sécurité comme leitmotiv', 'La sécurité comme leitmotiv'],
    ['هذه جملة عربية كاملة.', 'هذه جملة عربية كاملة.'],
    ['これは日本語の文です。', 'これは日本語の文です。'],
    ['Il a dit que la panne était due à une erreur.', 'He said que la panne était due à an error.'],
  ])('“%s” stays as it was in “%s”', (french, english) => {
    expect(codes(french, english)).toContain('PassageUntranslated');
  });
});

describe('lengths', () => {
  const french = 'a'.repeat(40);

  it.each([
    [french, 15, ['LengthSuspicious']],
    [french, 16, []],
    [french, 80, []],
    [french, 81, ['LengthSuspicious']],
    ['a'.repeat(39), 2, []],
    ['a'.repeat(39), 119, []],
    ['a'.repeat(39), 120, ['LengthSuspicious']],
  ])('%s in %i letters', (source, letters, expected) => {
    expect(codes(source, 'b'.repeat(letters))).toEqual(expected);
  });
});

describe('translationWarnings', () => {
  const sentences = [
    { id: 'p4s0', start: 0, end: 11 },
    { id: 'p4s1', start: 12, end: 12 },
  ];

  it('names the sentence, and of one that is missing says nothing else', () => {
    const warnings = translationWarnings(['Il a 5 amis.', 'Elle en a 70.'], { text: 'He has 6 of', sentences });
    expect(warnings).toEqual([
      { code: 'NumberChanged', message: 'p4s0: lacks “5”; has “6”, which the original lacks.' },
      { code: 'SentenceMissing', message: 'p4s1: has no translation.' },
    ]);
    for (const { code } of warnings) expect(Object.keys(translationWarningCatalogue)).toContain(code);
  });

  it('lets punctuation alone stay alone', () => {
    expect(codes('…', '…')).toEqual([]);
    expect(codes('…', '')).toEqual([]);
  });

  const tmx = readFileSync(new URL('../../../content/memory.fr-en.tmx', import.meta.url), 'utf8');
  const sample = readTmx(tmx, { source: 'fr', target: 'en' });

  it('doubts nothing of the sample’s translation', () => {
    expect(sample.length).toBeGreaterThan(14);
    expect(sample.flatMap(({ source, target }) => sentenceDoubts(source, target))).toEqual([]);
  });

  it('doubts the sample’s translation with any one of its figures changed', () => {
    const unseen = sample.flatMap(({ source, target }) =>
      Array.from(target.matchAll(/\d/gu), ({ 0: figure, index }) => {
        const wrong = `${target.slice(0, index)}${(Number(figure) + 3) % 10}${target.slice(index + 1)}`;
        return codes(source, wrong).includes('NumberChanged') ? [] : [wrong];
      }).flat(),
    );
    expect(unseen).toEqual([]);
  });

  it('doubts the sample’s translation with any one of its names left out', () => {
    const names = [
      'Durov',
      'Pavel',
      'Facebook',
      'WhatsApp',
      'Instagram',
      'SensorTower',
      'Twitter',
      'Russia,',
      'Telegram,',
    ];
    const unseen = names.flatMap(name =>
      sample.flatMap(({ source, target }) => {
        // A name at the beginning of the French is not looked at: its capital may be the sentence's.
        if (!target.includes(name) || source.startsWith(name.slice(0, 5))) return [];
        return codes(source, target.replaceAll(name, 'it')).includes('NameChanged') ? [] : [`${name}: ${target}`];
      }),
    );
    expect(unseen).toEqual([]);
  });
});
