import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as en from '../../../core/spoken/en/numbers.ts';
import { restoreAccents } from '../../../core/spoken/fr/accents.ts';
import * as fr from '../../../core/spoken/fr/numbers.ts';
import { romanValue } from '../../../core/spoken/roman.ts';

describe('French numbers', () => {
  it.each([
    [0, 'zéro'],
    [16, 'seize'],
    [17, 'dix-sept'],
    [21, 'vingt et un'],
    [70, 'soixante-dix'],
    [71, 'soixante et onze'],
    [72, 'soixante-douze'],
    [80, 'quatre-vingts'],
    [81, 'quatre-vingt-un'],
    [91, 'quatre-vingt-onze'],
    [100, 'cent'],
    [101, 'cent un'],
    [180, 'cent quatre-vingts'],
    [200, 'deux cents'],
    [201, 'deux cent un'],
    [999, 'neuf cent quatre-vingt-dix-neuf'],
    [1_000, 'mille'],
    [1_001, 'mille un'],
    [80_000, 'quatre-vingt mille'],
    [200_000, 'deux cent mille'],
    [1_000_000, 'un million'],
    [80_000_000, 'quatre-vingts millions'],
    [2_000_000_001, 'deux milliards un'],
    [fr.maxSpelledNumber, 'un billiard'],
  ])('%i is %s', (value, words) => {
    expect(fr.cardinal(value)).toBe(words);
  });

  it.each([
    [1, 'une'],
    [21, 'vingt et une'],
    [11, 'onze'],
    [71, 'soixante et onze'],
    [81, 'quatre-vingt-une'],
    [1_001, 'mille une'],
    [21_000, 'vingt et un mille'],
  ])('%i of a feminine noun is %s', (value, words) => {
    expect(fr.cardinal(value, 'f')).toBe(words);
  });

  it.each([
    [1, 'premier'],
    [2, 'deuxième'],
    [4, 'quatrième'],
    [5, 'cinquième'],
    [9, 'neuvième'],
    [21, 'vingt et unième'],
    [80, 'quatre-vingtième'],
    [100, 'centième'],
    [200, 'deux centième'],
    [1_000, 'millième'],
    [3, 'troisième'],
    [6, 'sixième'],
    [2_000_000, 'deux millionième'],
  ])('the ordinal of %i is %s', (value, words) => {
    expect(fr.ordinal(value)).toBe(words);
  });

  it.each([
    ['1\u0020234,5', 'mille deux cent trente-quatre virgule cinq'],
    ['1.234.567', 'un million deux cent trente-quatre mille cinq cent soixante-sept'],
    ['0,05', 'zéro virgule zéro cinq'],
    ['3,1416', 'trois virgule un quatre un six'],
    ['3.14', 'trois point quatorze'],
    ['007', undefined],
    ['1000000000000001', undefined],
  ])('%s is read %s', (written, words) => {
    expect(fr.amount(written)?.words).toBe(words);
  });

  it('are all different', () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 10 ** 15 }), { minLength: 2, maxLength: 2 });
    fc.assert(fc.property(values, ([a = 0, b = 0]) => fr.cardinal(a) !== fr.cardinal(b)));
  });
});

describe('English numbers', () => {
  it.each([
    [0, 'zero'],
    [21, 'twenty-one'],
    [100, 'one hundred'],
    [101, 'one hundred and one'],
    [1_001, 'one thousand and one'],
    [1_234, 'one thousand two hundred and thirty-four'],
    [1_000_000, 'one million'],
    [en.maxSpelledNumber, 'one quadrillion'],
  ])('%i is %s', (value, words) => {
    expect(en.cardinal(value)).toBe(words);
  });

  it.each([
    [1, 'first'],
    [12, 'twelfth'],
    [20, 'twentieth'],
    [22, 'twenty-second'],
    [100, 'one hundredth'],
    [113, 'one hundred and thirteenth'],
  ])('the ordinal of %i is %s', (value, words) => {
    expect(en.ordinal(value)).toBe(words);
  });

  it.each([
    [1066, 'ten sixty-six'],
    [1900, 'nineteen hundred'],
    [1905, 'nineteen oh five'],
    [2000, 'two thousand'],
    [2009, 'two thousand and nine'],
    [2010, 'twenty ten'],
    [2021, 'twenty twenty-one'],
  ])('the year %i is %s', (value, words) => {
    expect(en.year(value)).toBe(words);
  });
});

describe('Roman numerals', () => {
  it.each([
    ['I', 1],
    ['IV', 4],
    ['XIV', 14],
    ['XLIX', 49],
    ['MCMXCIX', 1999],
    ['IIII', undefined],
    ['IC', undefined],
    ['VX', undefined],
    ['', undefined],
    ['MIX', 1009],
    ['VIE', undefined],
  ])('%s is %s', (numeral, value) => {
    expect(romanValue(numeral)).toBe(value);
  });
});

describe('accents that capitals lack', () => {
  it.each([
    ['etat', 'état'],
    ['elus', 'élus'],
    ['ecole', 'école'],
    ['securite', 'sécurité'],
    ['liberte', 'liberté'],
    ['egalite', 'égalité'],
    ['ete', 'été'],
    ['etre', 'être'],
    ['equipe', 'équipe'],
    ['etranger', 'étranger'],
    ['francais', 'français'],
    ['cles', 'clés'],
    ['communique', 'communiqué'],
    ['reunion', 'réunion'],
    ['decider', 'décider'],
    ['preparer', 'préparer'],
    ['television', 'télévision'],
    ['deuxieme', 'deuxième'],
    ['kilometres', 'kilomètres'],
    ['privilege', 'privilège'],
  ])('%s is %s', (bare, accented) => {
    expect(restoreAccents(bare)).toBe(accented);
  });

  it.each([
    'est',
    'elle',
    'effet',
    'esprit',
    'espace',
    'site',
    'suite',
    'liste',
    'porte',
    'en',
    'entre',
    'petite',
    'examen',
    'essai',
    'honte',
    'depuis',
    'devant',
    'demande',
    'premier',
    'presse',
    'retour',
    'georges',
    'reagan',
    'depardieu',
  ])('%s has none', word => {
    expect(restoreAccents(word)).toBe(word);
  });
});
