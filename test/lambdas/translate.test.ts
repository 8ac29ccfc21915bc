import { describe, expect, it } from 'vitest';
import { memoryOf } from '../../core/memory/memory.ts';
import { translateStep } from '../../lambdas/translate/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { givenParagraphs, keys, paragraph, task } from '../support/samples.ts';

async function given(...sentences: string[]) {
  const library = memoryLibrary();
  await givenParagraphs(library, paragraph(0, ...sentences), paragraph(1, ...sentences));
  const asked: string[] = [];
  const translate = translateStep({
    library,
    memory: async () => memoryOf([{ source: 'Bonjour.', target: 'Good day.' }]),
    translator: {
      translate: async ({ text }) => {
        asked.push(text);
        return { text: text.toUpperCase(), engine: 'test-engine' };
      },
    },
    now: () => 0,
  });
  return { library, translate, asked, translation: (index = 0) => library.json(keys.translation(index, 'en')) };
}

describe('translate', () => {
  it('lets a reviewed translation win over the machine, and pays nothing for it', async () => {
    const { translate, asked, translation } = await given('Bonjour.');
    await translate(task);
    expect(asked).toEqual([]);
    expect(translation()).toMatchObject({ text: 'Good day.', origin: 'memory', characters: 0, reused: 0 });
  });

  it('sends only what the memory lacks, and keeps every sentence under its id', async () => {
    const { translate, asked, translation } = await given('Bonjour.', 'Il pleut.');
    await translate(task);
    expect(asked).toEqual(['Il pleut.']);
    expect(translation()).toMatchObject({
      text: 'Good day. IL PLEUT.',
      origin: 'machine',
      engine: 'test-engine',
      sentences: [
        { id: 'p0s0', origin: 'memory' },
        { id: 'p0s1', origin: 'machine' },
      ],
      characters: 9,
    });
  });

  it('leaves the memory aside where the uploader said so', async () => {
    const { translate, translation } = await given('Bonjour.');
    await translate({ ...task, useMemory: false });
    expect(translation()).toMatchObject({ text: 'BONJOUR.', origin: 'machine' });
  });

  it('pays once for the same sentences, and says which paragraph found them paid', async () => {
    const { translate, asked, translation } = await given('Il pleut.');
    await translate(task);
    await translate({ ...task, index: 1 });
    expect(asked).toHaveLength(1);
    expect(translation(0)).toMatchObject({ characters: 9, reused: 0 });
    expect(translation(1)).toMatchObject({ characters: 0, reused: 9 });
  });

  it('tells the same receipt when it is run again after a kill', async () => {
    const { translate, translation } = await given('Il pleut.');
    await translate(task);
    const first = translation();
    await translate(task);
    expect(translation()).toEqual(first);
  });
});
