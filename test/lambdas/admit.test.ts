import { describe, expect, it } from 'vitest';
import { DiglotError } from '../../core/errors.ts';
import { editionKey } from '../../core/keys.ts';
import type { UploadOptions } from '../../core/ports.ts';
import type { ObjectCreated } from '../../lambdas/admit/event.ts';
import { admitStep } from '../../lambdas/admit/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';

const limits = { maxBytes: 100, maxParagraphs: 10, maxCharacters: 100, usdPerArticle: 25 };

function event(key: string, object: Partial<ObjectCreated['detail']['object']> = {}): ObjectCreated {
  return {
    'detail-type': 'Object Created',
    time: '2026-11-23T10:00:00Z',
    detail: {
      bucket: { name: 'articles' },
      object: { key, size: 10, 'version-id': 'v1', sequencer: '0055AED6DCD90281E5', ...object },
    },
  };
}

function given(options: UploadOptions = { optionsOf: async () => ({ useMemory: true }) }) {
  const library = memoryLibrary();
  const started = new Map<string, unknown>();
  const executions = {
    start: async (name: string, input: unknown) => {
      if (started.has(name)) return 'duplicate' as const;
      started.set(name, input);
      return 'started' as const;
    },
  };
  const edition = () => library.json([...library.objects.keys()].find(key => key.endsWith('/edition.json')) ?? '');
  return { admit: admitStep({ library, options, executions, limits }), library, started, edition };
}

describe('admit', () => {
  it('starts one execution for an object version, however often its event comes', async () => {
    const { admit, started } = given();
    expect(await admit(event('uploads/a.txt'))).toBe('started');
    expect(await admit(event('uploads/a.txt'))).toBe('duplicate');
    expect([...started.values()]).toMatchObject([
      { key: 'uploads/a.txt', versionId: 'v1', bytes: 10, useMemory: true },
    ]);
  });

  it('starts another execution for another version of the same key', async () => {
    const { admit, started } = given();
    await admit(event('uploads/a.txt'));
    await admit(event('uploads/a.txt', { 'version-id': 'v2', sequencer: '0055AED6DCD90281E6' }));
    expect(started.size).toBe(2);
  });

  it('passes on that the uploader wants the machine alone', async () => {
    const { admit, started } = given({ optionsOf: async () => ({ useMemory: false }) });
    await admit(event('uploads/a.txt'));
    expect([...started.values()]).toMatchObject([{ useMemory: false }]);
  });

  it('ignores a folder', async () => {
    const { admit, library } = given();
    expect(await admit(event('uploads/2026/'))).toBe('folder');
    expect(library.objects.size).toBe(0);
  });

  it.each([
    ['an unknown extension', event('uploads/a.docx'), 'UnsupportedFormat'],
    ['no extension', event('uploads/article'), 'UnsupportedFormat'],
    ['one byte too many', event('uploads/a.txt', { size: 101 }), 'ArticleTooLarge'],
    ['an empty file', event('uploads/a.txt', { size: 0 }), 'EmptyArticle'],
  ])('refuses %s before anything is read or started, and says so in the edition', async (_, refused, code) => {
    const { admit, started, edition } = given({ optionsOf: () => Promise.reject(new Error('was read')) });
    expect(await admit(refused)).toBe('refused');
    expect(started.size).toBe(0);
    expect(edition()).toMatchObject({ status: 'failed', error: { code, place: refused.detail.object.key } });
    expect(edition()).toHaveProperty('error.remedy', expect.stringMatching(/\w+/u));
  });

  it('admits an article of exactly the most bytes', async () => {
    const { admit } = given();
    expect(await admit(event('uploads/a.txt', { size: 100 }))).toBe('started');
  });

  it('leaves an older event alone when a newer revision is live', async () => {
    const { admit, started, library } = given();
    await admit(event('uploads/a.docx', { sequencer: '0055AED6DCD90281E9' }));
    expect(await admit(event('uploads/a.docx', { sequencer: '0055AED6DCD90281E5' }))).toBe('superseded');
    expect(started.size).toBe(0);
    expect([...library.objects.keys()].filter(key => key.endsWith('edition.json'))).toHaveLength(1);
  });

  it('says SourceGone when the version was deleted meanwhile', async () => {
    const gone = new DiglotError({ code: 'SourceGone', message: 'gone', remedy: 'Upload it again.' });
    const { admit, edition } = given({ optionsOf: () => Promise.reject(gone) });
    expect(await admit(event('uploads/a.txt'))).toBe('refused');
    expect(edition()).toMatchObject({ error: { code: 'SourceGone' } });
  });

  it('lets a failing service stop it, so that the event comes again', async () => {
    const down = new DiglotError({ code: 'ServiceFailed', message: 'down', remedy: 'Later.' });
    const { admit, library } = given({ optionsOf: () => Promise.reject(down) });
    await expect(admit(event('uploads/a.txt'))).rejects.toBe(down);
    expect(library.objects.has(editionKey('a'))).toBe(false);
  });
});
