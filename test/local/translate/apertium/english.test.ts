import { describe, expect, it } from 'vitest';
import { tidyEnglish } from '../../../../local/translate/apertium/english.ts';

describe('the typography of a translated line', () => {
  it.each([
    ['quotes', '« We sing » .', '« Nous chantons ».', '“We sing”.'],
    ['spaces before punctuation', 'Why ? Yes ! But ; so : no …', 'Pourquoi ? Oui', 'Why? Yes! But; so: no…'],
    ['no space taken from a number or a code', 'A .net, 3 :4 and 12 %', 'Un .net', 'A .net, 3 :4 and 12%'],
    ['the double space that a lost word leaves', 'It was  seen', 'Il fut vu', 'It was seen'],
    ['double spaces that the source has', 'It  was', 'Il  fut', 'It  was'],
    ['Spanish opening marks', '¿Why? ¡Yes!', 'Pourquoi ? Oui !', 'Why? Yes!'],
  ])('English %s', (_, english, french, expected) => {
    expect(tidyEnglish(english, french)).toBe(expected);
  });
});

describe('the capitals of a translated line', () => {
  it.each([
    ['begins as the source begins: upper', 'the cat', 'Le chat', 'The cat'],
    ['begins as the source begins: lower', 'The cat', 'le chat', 'the cat'],
    ['keeps the pronoun I', 'I am', 'je suis', 'I am'],
    ['keeps an abbreviation', 'UN soldiers', 'soldats', 'UN soldiers'],
    ['keeps a name', 'Paris sleeps', 'et Paris dort', 'Paris sleeps'],
    ['brings a moved capital back', 'we Have won', 'Avons gagné', 'We have won'],
    ['brings it back in a quotation', 'he said: “we Have won”', 'il dit : « Avons gagné »', 'he said: “We have won”'],
    ['leaves a name its capital', 'of Paris', 'De Paris', 'Of Paris'],
    ['writes a shouted line in capitals', 'it is THE END', 'C’EST LA FIN', 'IT IS THE END'],
    ['takes no special sign of a replacement', "$& l'end", "$& L'fin", "$& L'end"],
  ])('%s', (_, english, french, expected) => {
    expect(tidyEnglish(english, french)).toBe(expected);
  });
});
