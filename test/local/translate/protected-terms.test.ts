import { describe, expect, it } from 'vitest';
import { apertiumIsInstalled, startApertium } from '../../../local/translate/apertium/engine.ts';
import type { TranslationEngine } from '../../../local/translate/engine.ts';
import { translateText } from '../../../local/translate/lines.ts';
import { translateObediently } from '../../../local/translate/protected-terms.ts';

const terms = [
  { source: 'messagerie', target: 'messaging service' },
  { source: 'messagerie sécurisée', target: 'secure messenger' },
  { source: 'panne', target: 'outage' },
];

function engine(word: (line: string) => string): TranslationEngine {
  return { name: 'apertium', version: '0', translate: async lines => lines.map(word), close: async () => {} };
}

describe('terms', () => {
  it('go past the engine, the longest first, as often as they stand there', async () => {
    const shouting = engine(line => line.toUpperCase());
    const [made] = await translateObediently(shouting, ['la messagerie sécurisée, la panne, la panne'], terms);
    expect(made).toEqual({
      line: 'LA secure messenger, LA outage, LA outage',
      applied: [terms[1], terms[2], terms[2]],
    });
  });

  it('may be moved by the engine', async () => {
    const reversing = engine(line => line.split(' ').toReversed().join(' '));
    const [made] = await translateObediently(reversing, ['une panne de messagerie'], terms);
    expect(made?.line).toBe('messaging service de outage une');
  });

  it.each([
    ['loses them', (line: string) => line.replaceAll(/XQZ\w+/gu, '').toUpperCase()],
    ['doubles them', (line: string) => line.replaceAll(/(XQZ\w+)/gu, '$1 $1').toUpperCase()],
    ['spells them otherwise', (line: string) => line.toUpperCase().replaceAll('XQZ', 'XQ-Z')],
  ])('are obeyed even if the engine %s', async (_, faulty) => {
    const [made] = await translateObediently(engine(faulty), ['la panne, et la messagerie !'], terms);
    expect(made?.line).toBe('LA outage, ET LA messaging service !');
  });

  it('are not doubled, nor is what follows lost, if the engine says one twice', async () => {
    const doubling = engine(line => line.replaceAll(/(XQZ\w+)/gu, '$1 $1').toUpperCase());
    const [made] = await translateObediently(doubling, ['la panne est finie'], terms);
    expect(made?.line).toBe('LA outage EST FINIE');
  });

  it('leave a line without them to the engine as it is', async () => {
    const asked: string[] = [];
    const keeping = engine(line => {
      asked.push(line);
      return line;
    });
    await translateObediently(keeping, ['la messageries', 'la Panne', 'XQZAA est en panne'], terms);
    expect(asked).toEqual(['la messageries', 'la Panne', 'XQZAA est en XQZQAA']);
  });

  it('are told in the order of the text', async () => {
    const { text, applied } = await translateText(
      engine(line => line),
      'panne\n\nmessagerie\n',
      terms,
    );
    expect(text).toBe('outage\n\nmessaging service\n');
    expect(applied.map(({ source }) => source)).toEqual(['panne', 'messagerie']);
  });
});

const hasApertium = apertiumIsInstalled();

describe.skipIf(!hasApertium)(`terms with Apertium${hasApertium ? '' : ' (skipped: it is not installed)'}`, () => {
  it('keep their place among articles, elisions and punctuation', async () => {
    const apertium = await startApertium();
    try {
      const lines = [
        'La panne de l’application a affecté la messagerie sécurisée, dit-il.',
        'LA panne MONDIALE',
        '«panne est le mot», dit M. Martin.',
      ];
      const made = await translateObediently(apertium, lines, terms);
      expect(made[0]?.line).toMatch(/^The outage of the application has affected the secure messenger, /u);
      expect(made[1]?.line).toContain('outage');
      expect(made[2]?.line).toMatch(/^“outage is the word”/u);
    } finally {
      await apertium.close();
    }
  });
});
