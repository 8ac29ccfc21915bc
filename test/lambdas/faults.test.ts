import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { joinMp3 } from '../../core/audio/mp3.ts';
import { EditionSchema } from '../../core/edition/schema.ts';
import { editionFileKey, editionKey } from '../../core/keys.ts';
import type { Translator, Voice } from '../../core/ports.ts';
import { type BillingServices, makeEdition } from '../support/in-memory-pipeline.ts';
import { type MemoryLibrary, memoryLibrary } from '../support/memory-library.ts';
import { upload } from '../support/samples.ts';
import { toneMp3 } from '../support/tone.ts';

const article = 'Une lettre\n\nIl pleut à Brest. Il neige.\n\nLe vent se lève.';
const isAbout = (text: string, word: string) => text.includes(word);

/** A voice that goes wrong where it speaks of snow, so many times. */
function failing(voice: Voice, fault: Partial<Voice>, times = Number.POSITIVE_INFINITY): Voice {
  const failures = { speak: 0, marks: 0 };
  return {
    async speak(request) {
      const right = await voice.speak(request);
      if (fault.speak === undefined || !isAbout(request.ssml.toLowerCase(), 'neige') || failures.speak >= times)
        return right;
      failures.speak += 1;
      return { ...(await fault.speak(request)), billedCharacters: right.billedCharacters };
    },
    async marks(request) {
      const right = await voice.marks(request);
      if (fault.marks === undefined || !isAbout(request.ssml.toLowerCase(), 'neige') || failures.marks >= times)
        return right;
      failures.marks += 1;
      return { ...(await fault.marks(request)), billedCharacters: right.billedCharacters };
    },
  };
}

const silent: Partial<Voice> = { speak: async () => ({ mp3: await toneMp3(4, 440, 0), billedCharacters: 0 }) };
const cut: Partial<Voice> = { speak: async () => ({ mp3: await toneMp3(0.2), billedCharacters: 0 }) };
const empty: Partial<Voice> = { speak: async () => ({ mp3: new Uint8Array(), billedCharacters: 0 }) };
const unmarked: Partial<Voice> = { marks: async () => ({ marks: [], billedCharacters: 0 }) };

function editionIn(library: MemoryLibrary) {
  return v.parse(v.required(EditionSchema, ['receipt']), library.json(editionKey(upload.articleId)));
}

describe.each([
  ['silence', silent],
  ['a cut sound', cut],
  ['nothing', empty],
  ['no marks', unmarked],
])('a voice that gives %s for a paragraph', (_, fault) => {
  const alter = (times?: number) => (services: BillingServices) => ({
    ...services,
    voice: failing(services.voice, fault, times),
  });

  it('each time: the paragraph fails by name, in both languages, and no wrong clip is published', async () => {
    const library = memoryLibrary();
    const { receipt, spent, revision } = await makeEdition(library, article, undefined, alter());
    const edition = editionIn(library);
    expect(edition).toMatchObject({ status: 'partial', error: { place: 'paragraphs 1' } });
    expect(edition.warnings.filter(({ code }) => code === 'ClipRejected')).toHaveLength(2);
    const clips = edition.paragraphs.map(({ versions }) => versions.fr?.clip?.file);
    expect(clips[1]).toBeUndefined();
    const mp3 = (file = '') => library.objects.get(file)?.bytes ?? new Uint8Array();
    const joined = library.objects.get(editionFileKey(upload.articleId, revision, 'article.fr.mp3'))?.bytes;
    expect(Buffer.from(joined ?? []).includes(Buffer.from(joinMp3([mp3(clips[0]), mp3(clips[2])])))).toBe(true);
    // Two attempts a language, and all of them in the receipt.
    expect(receipt.narrate.rejected).toBeGreaterThan(0);
    expect(receipt.narrate.characters + receipt.narrate.markCharacters + (receipt.narrate.rejected ?? 0)).toBe(
      spent.speech + spent.marks,
    );
  });

  it('once: it is asked again, and the receipt tells what the first attempt cost', async () => {
    const library = memoryLibrary();
    const { receipt, spent } = await makeEdition(library, article, undefined, alter(1));
    expect(editionIn(library).status).toBe('complete');
    expect(receipt.narrate.rejected).toBeGreaterThan(0);
    const { characters, markCharacters, rejected = 0 } = receipt.narrate;
    expect(characters + markCharacters + rejected).toBe(spent.speech + spent.marks);
    const priced = ((spent.translate * 15 + (spent.speech + spent.marks) * 16) / 1_000_000).toFixed(5);
    expect(receipt.usd.total.toFixed(5)).toBe(priced);
  });
});

describe('a translator', () => {
  const translating = (answer: (text: string) => string) => (services: BillingServices) => {
    const translator: Translator = {
      async translate(request) {
        const { engine } = await services.translator.translate(request);
        return { text: answer(request.text), engine };
      },
    };
    return { ...services, translator };
  };

  it('that loses a line is asked sentence by sentence, and what that cost in vain is in the receipt', async () => {
    const library = memoryLibrary();
    const { receipt, spent } = await makeEdition(
      library,
      article,
      undefined,
      translating(text => text.replaceAll('\n', ' ')),
    );
    expect(editionIn(library).status).toBe('complete');
    expect(editionIn(library).paragraphs[1]?.versions.en?.sentences).toHaveLength(2);
    expect(receipt.translate.rejected).toBeGreaterThan(0);
    expect(receipt.translate.characters + (receipt.translate.rejected ?? 0)).toBe(spent.translate);
  });

  it('that gives nothing for a sentence: its paragraph fails, and nothing of it is spoken in English', async () => {
    const library = memoryLibrary();
    const { receipt, spent } = await makeEdition(
      library,
      article,
      undefined,
      translating(text => (isAbout(text, 'vent') ? ' ' : text)),
    );
    const edition = editionIn(library);
    expect(edition.status).toBe('partial');
    expect(edition.paragraphs[2]?.versions.en?.clip).toBeUndefined();
    expect(edition.paragraphs[2]?.versions.fr?.clip).toBeDefined();
    expect(receipt.translate.characters + (receipt.translate.rejected ?? 0)).toBe(spent.translate);
  });
});
