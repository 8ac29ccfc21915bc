import { describe, expect, it } from 'vitest';
import { memoryOf, type TranslationUnit } from '../../core/memory/memory.ts';
import type { Terminology } from '../../core/ports.ts';
import { translateStep } from '../../lambdas/translate/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { givenParagraphs, keys, paragraph, task } from '../support/samples.ts';

async function given(sentences: readonly string[], answer = (text: string) => text.toUpperCase()) {
  const library = memoryLibrary();
  await givenParagraphs(library, paragraph(0, ...sentences), paragraph(1, ...sentences));
  const asked: string[] = [];
  const reviewed: TranslationUnit[] = [{ source: 'Bonjour.', target: 'Good day.' }];
  const terms: { current?: Terminology } = {};
  const translate = translateStep({
    library,
    memory: async () => memoryOf(reviewed),
    terminology: async () => terms.current,
    translator: {
      translate: async ({ text, terminology }) => {
        asked.push(terminology === undefined ? text : `${text} (${terminology})`);
        return { text: answer(text), engine: 'test-engine' };
      },
    },
    now: () => 0,
  });
  const translation = (index = 0) => library.json(keys.translation(index, 'en'));
  return { library, translate, asked, reviewed, terms, translation };
}

describe('translate', () => {
  it('lets a reviewed translation win over the machine, and pays nothing for it', async () => {
    const { translate, asked, translation } = await given(['Bonjour.']);
    await translate(task);
    expect(asked).toEqual([]);
    expect(translation()).toMatchObject({ text: 'Good day.', origin: 'memory', characters: 0, reused: 0 });
  });

  it('sends only what the memory lacks, and keeps every sentence under its id', async () => {
    const { translate, asked, translation } = await given(['Bonjour.', 'Il pleut.']);
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
    const { translate, translation } = await given(['Bonjour.']);
    await translate({ ...task, useMemory: false });
    expect(translation()).toMatchObject({ text: 'BONJOUR.', origin: 'machine' });
  });

  it('pays once for the same sentences, and says which paragraph found them paid', async () => {
    const { translate, asked, translation } = await given(['Il pleut.']);
    await translate(task);
    await translate({ ...task, index: 1 });
    expect(asked).toHaveLength(1);
    expect(translation(0)).toMatchObject({ characters: 9, reused: 0 });
    expect(translation(1)).toMatchObject({ characters: 0, reused: 9 });
  });

  it('tells the same receipt when it is run again after a kill', async () => {
    const { translate, translation } = await given(['Il pleut.']);
    await translate(task);
    const first = translation();
    await translate(task);
    expect(translation()).toEqual(first);
  });

  it('keeps what was paid for when a sentence beside it is corrected', async () => {
    const { translate, asked, reviewed, translation } = await given(['Il pleut.', 'Il neige.']);
    await translate(task);
    reviewed.push({ source: 'Il neige.', target: 'Snow falls.' });
    await translate({ ...task, index: 1 });
    expect(asked).toEqual(['Il pleut.\nIl neige.']);
    expect(translation(1)).toMatchObject({ text: 'IL PLEUT. Snow falls.', characters: 0, reused: 9 });
  });

  it('pays for what the memory no longer has, and for nothing else', async () => {
    const { translate, asked, translation } = await given(['Bonjour.', 'Il pleut.']);
    await translate(task);
    await translate({ ...task, index: 1, useMemory: false });
    expect(asked).toEqual(['Il pleut.', 'Bonjour.']);
    expect(translation(1)).toMatchObject({ text: 'BONJOUR. IL PLEUT.', characters: 8, reused: 9 });
    // Run again, the first tells what it told before.
    await translate(task);
    expect(translation(0)).toMatchObject({ characters: 9, reused: 0 });
  });

  it('names the terminology to the translator, and pays anew when its terms change', async () => {
    const { translate, asked, terms } = await given(['Il pleut.']);
    terms.current = { name: 'press', version: '1' };
    await translate(task);
    await translate({ ...task, index: 1 });
    terms.current = { name: 'press', version: '2' };
    await translate(task);
    expect(asked).toEqual(['Il pleut. (press)', 'Il pleut. (press)']);
  });

  it('leaves what the guard doubts in the document', async () => {
    const { translate, reviewed, translation } = await given(['Il a 70 ans.']);
    reviewed.push({ source: 'Il a 70 ans.', target: 'He is 17.' });
    await translate(task);
    expect(translation()).toMatchObject({ warnings: [{ code: 'NumberChanged' }] });
  });

  it('counts beside the rest what was sent in vain to a translator that joins lines', async () => {
    const { translate, asked, translation } = await given(['Il pleut.', 'Il neige.'], text =>
      text.replaceAll('\n', ' '),
    );
    await translate(task);
    expect(asked).toEqual(['Il pleut.\nIl neige.', 'Il pleut.', 'Il neige.']);
    // As many as a quote counts, and those that it cannot foresee.
    expect(translation()).toMatchObject({ text: 'Il pleut. Il neige.', characters: 19, rejected: 18 });
  });

  it('goes on where a throttle stopped it, and pays for no request twice', async () => {
    const [first, second] = [`${'a'.repeat(6_000)}.`, `${'b'.repeat(6_000)}.`];
    let isThrottled = true;
    const { translate, asked, translation } = await given([first, second], text => {
      if (text === second && isThrottled) throw new Error('throttled');
      return text;
    });
    await expect(translate(task)).rejects.toThrow('throttled');
    isThrottled = false;
    await translate(task);
    expect(asked).toEqual([first, second, second]);
    expect(translation()).toMatchObject({ characters: 12_002, reused: 0 });
    expect(translation()).not.toHaveProperty('rejected');
  });

  it('leaves what it was billed where it comes to nothing', async () => {
    const { library, translate } = await given(['Il pleut.'], () => ' ');
    await expect(translate(task)).rejects.toMatchObject({ code: 'TranslationMisaligned' });
    expect(library.json(keys.unfinished(0, 'en', 'translate'))).toEqual({ characters: 9 });
    await expect(translate(task)).rejects.toMatchObject({ code: 'TranslationMisaligned' });
    expect(library.json(keys.unfinished(0, 'en', 'translate'))).toEqual({ characters: 18 });
  });
});
