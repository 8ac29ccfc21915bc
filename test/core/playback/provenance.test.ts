import { expect, it } from 'vitest';
import type { Paragraph } from '../../../core/edition/schema.ts';
import { provenanceOf, spokenLog } from '../../../core/playback/provenance.ts';
import { spokenParagraphs } from '../../support/editions.ts';

function withEnglish(paragraph: Paragraph, engine: string, origins: ReadonlyArray<'memory' | 'machine'>): Paragraph {
  const { en } = paragraph.versions;
  if (en === undefined) throw new Error('There is one.');
  const sentences = en.sentences.map((sentence, index) => ({ ...sentence, origin: origins[index] ?? 'machine' }));
  const origin = origins.includes('machine') ? 'machine' : 'memory';
  return { ...paragraph, versions: { ...paragraph.versions, en: { ...en, sentences, origin, engine } } };
}

it('counts the sentences of the memory and those of each machine, and what was not translated', () => {
  const [a, b, c, d] = spokenParagraphs(
    { fr: ['Un.', 'Deux.'], en: ['One.', 'Two.'] },
    { fr: ['Trois.'], en: ['Three.'] },
    { fr: ['Quatre.', 'Cinq.'], en: ['Four.', 'Five.'] },
    { fr: ['Six.'], en: ['Six.'] },
  );
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('There are four.');
  const { en: _, ...french } = d.versions;
  const paragraphs = [
    withEnglish(a, 'firefox', ['memory', 'machine']),
    withEnglish(b, 'memory', ['memory']),
    withEnglish(c, 'apertium', ['machine', 'machine']),
    { ...d, versions: french },
  ];
  expect(provenanceOf({ paragraphs })).toEqual({
    fromMemory: 2,
    fromMachine: [
      { engine: 'apertium', sentences: 2 },
      { engine: 'firefox', sentences: 1 },
    ],
    untranslated: 1,
  });
});

it('logs what is spoken otherwise than it is written, and leaves out the rest', () => {
  const [first, second] = spokenParagraphs({ fr: ['Le 56e.'], en: ['The 56th.'] }, { fr: ['Oui.'], en: ['Yes.'] });
  if (first?.versions.fr === undefined || second === undefined) throw new Error('There are two.');
  const changes = [{ written: '56e', spoken: 'cinquante-sixième' }];
  const changed = { ...first, versions: { ...first.versions, fr: { ...first.versions.fr, spoken: changes } } };
  expect(spokenLog({ paragraphs: [changed, second] })).toEqual([{ paragraph: 0, language: 'fr', changes }]);
});
