import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DeleteTerminologyCommand,
  GetTerminologyCommand,
  ImportTerminologyCommand,
  ListTerminologiesCommand,
  TranslateClient,
  TranslateTextCommand,
} from '@aws-sdk/client-translate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Authorize, allowAll, type Principal } from '../../local/service.ts';
import { type LocalTranslate, startTranslate } from '../../local/translate/start-translate.ts';

const user: Principal = {
  accessKeyId: 'AKIATERMS',
  secretAccessKey: 'a secret of this test',
  arn: 'arn:aws:iam::123456789012:user/test',
};

let folder = '';
let open: LocalTranslate[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'diglot-terms-'));
});
afterEach(async () => {
  await Promise.all(open.map(service => service.close()));
  open = [];
  await rm(folder, { recursive: true });
});

async function start(authorize: Authorize = allowAll): Promise<TranslateClient> {
  const service = await startTranslate({
    principals: () => user,
    authorize,
    engines: 'no-such-folder',
    terminologies: folder,
    region: 'eu-west-3',
    accountId: '123456789012',
    candidates: [
      {
        name: 'apertium',
        present: () => true,
        start: async () => ({
          name: 'apertium',
          version: '1',
          translate: async lines => lines.map(line => line.toUpperCase()),
          close: async () => {},
        }),
      },
    ],
  });
  open.push(service);
  return new TranslateClient({ endpoint: service.endpoint, region: 'eu-west-3', credentials: user, maxAttempts: 1 });
}

function put(client: TranslateClient, Name: string, csv: string) {
  const TerminologyData = { File: new TextEncoder().encode(csv), Format: 'CSV' } as const;
  return client.send(new ImportTerminologyCommand({ Name, MergeStrategy: 'OVERWRITE', TerminologyData }));
}

function translate(client: TranslateClient, Text: string, ...TerminologyNames: string[]) {
  const pair = { SourceLanguageCode: 'fr', TargetLanguageCode: 'en' };
  return client.send(new TranslateTextCommand({ Text, ...pair, TerminologyNames }));
}

describe('a custom terminology by the SDK', () => {
  it('is described as AWS does, and fetched as it was imported, without a signature', async () => {
    const client = await start();
    const file = 'fr,en\npanne,outage\npanne,failure\n';
    await put(client, 'press', file);
    const { TerminologyProperties, TerminologyDataLocation } = await client.send(
      new GetTerminologyCommand({ Name: 'press' }),
    );
    expect(TerminologyProperties).toMatchObject({
      Name: 'press',
      Arn: 'arn:aws:translate:eu-west-3:123456789012:terminology/press/LATEST',
      SourceLanguageCode: 'fr',
      TargetLanguageCodes: ['en'],
      SizeBytes: file.length,
      TermCount: 1,
      SkippedTermCount: 1,
      Format: 'CSV',
      CreatedAt: expect.any(Date),
    });
    const answer = await fetch(TerminologyDataLocation?.Location ?? '');
    expect(await answer.text()).toBe(file);
    const { origin } = new URL(TerminologyDataLocation?.Location ?? '');
    expect((await fetch(`${origin}/guess/press.csv`)).status).toBe(404);
  });

  it('is obeyed by a translation that names it, and told among its terms', async () => {
    const client = await start();
    await put(client, 'press', 'fr,en\npanne,outage\n');
    expect(await translate(client, 'la panne\nune Panne', 'press')).toMatchObject({
      TranslatedText: 'LA outage\nUNE PANNE',
      AppliedTerminologies: [{ Name: 'press', Terms: [{ SourceText: 'panne', TargetText: 'outage' }] }],
    });
    expect((await translate(client, 'la panne')).TranslatedText).toBe('LA PANNE');
  });

  it('survives the end of the cloud', async () => {
    await put(await start(), 'press', 'fr,en\npanne,outage\n');
    await Promise.all(open.map(service => service.close()));
    expect((await translate(await start(), 'panne', 'press')).TranslatedText).toBe('outage');
  });

  it('is overwritten by the next import, with a later date each time', async () => {
    const client = await start();
    const dates: (number | undefined)[] = [];
    for (const english of ['outage', 'failure', 'breakdown']) {
      const { TerminologyProperties } = await put(client, 'press', `fr,en\npanne,${english}\n`);
      dates.push(TerminologyProperties?.LastUpdatedAt?.getTime());
    }
    expect(new Set(dates).size).toBe(3);
    expect((await translate(client, 'panne', 'press')).TranslatedText).toBe('breakdown');
  });

  it('is listed by name, page by page, until it is deleted', async () => {
    const client = await start();
    for (const name of ['c', 'a', 'b']) await put(client, name, 'fr,en\npanne,outage\n');
    const first = await client.send(new ListTerminologiesCommand({ MaxResults: 2 }));
    const { NextToken = '' } = first;
    const second = await client.send(new ListTerminologiesCommand({ MaxResults: 2, NextToken }));
    const names = [first, second].map(page => page.TerminologyPropertiesList?.map(({ Name }) => Name));
    expect([names, second.NextToken]).toEqual([[['a', 'b'], ['c']], undefined]);
    await client.send(new DeleteTerminologyCommand({ Name: 'b' }));
    const { TerminologyPropertiesList } = await client.send(new ListTerminologiesCommand({}));
    expect(TerminologyPropertiesList?.map(({ Name }) => Name)).toEqual(['a', 'c']);
  });

  it('is not there under another name, and the answer says which are', async () => {
    const client = await start();
    await put(client, 'press', 'fr,en\npanne,outage\n');
    const missing = { name: 'ResourceNotFoundException', message: expect.stringContaining('there are: press') };
    await expect(client.send(new GetTerminologyCommand({ Name: 'pres' }))).rejects.toMatchObject(missing);
    await expect(client.send(new DeleteTerminologyCommand({ Name: 'pres' }))).rejects.toMatchObject(missing);
    await expect(translate(client, 'un', 'pres')).rejects.toMatchObject(missing);
  });

  it('is one a request', async () => {
    const client = await start();
    await put(client, 'press', 'fr,en\npanne,outage\n');
    await expect(translate(client, 'un', 'press', 'press')).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it.each([
    ['a broken file', 'press', 'fr,en\npanne\n', /line 2/u],
    ['a name with a space', 'press terms', 'fr,en\npanne,outage\n', /^Name: /u],
    ['two underscores', 'press__terms', 'fr,en\npanne,outage\n', /^Name: /u],
  ])('is refused with %s, and what was there stays', async (_, name, csv, message) => {
    const client = await start();
    await put(client, 'press', 'fr,en\npanne,outage\n');
    const refused = put(client, name, csv);
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await expect(refused).rejects.toThrow(message);
    expect((await translate(client, 'panne', 'press')).TranslatedText).toBe('outage');
  });

  it('may have 10 MB', async () => {
    const client = await start();
    const row = `${'x'.repeat(150)},outage\n`;
    const head = 'fr,en\n';
    const size = 10 * 1024 * 1024;
    const rows = Math.floor((size - head.length) / row.length);
    const file = (head + row.repeat(rows)).padEnd(size, '\n');
    const { TerminologyProperties } = await put(client, 'press', file);
    expect(TerminologyProperties?.SizeBytes).toBe(size);
  });

  it('is read, written and listed only by who may', async () => {
    const asked: string[] = [];
    const client = await start(({ action, resource }) => {
      asked.push(`${action} ${resource}`);
      return 'deny';
    });
    const calls = [
      put(client, 'press', 'fr,en\npanne,outage\n'),
      client.send(new GetTerminologyCommand({ Name: 'press' })),
      client.send(new ListTerminologiesCommand({})),
      client.send(new DeleteTerminologyCommand({ Name: 'press' })),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked.sort()).toEqual(
      ['DeleteTerminology', 'GetTerminology', 'ImportTerminology', 'ListTerminologies'].map(
        name => `translate:${name} *`,
      ),
    );
  });
});
