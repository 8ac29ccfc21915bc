import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEdition } from '../../cli/cloud/editions.ts';
import { requireRunningCloud } from '../../cli/cloud/local-cloud.ts';
import type { UploadedArticle } from '../../cli/cloud/upload.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { articleIdOf, executionNameOf } from '../../core/keys.ts';
import type { CloudEvent } from '../../local/cloud.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const events: CloudEvent[] = [];
const held = Promise.withResolvers<void>();
let cloud: CountingCloud;
beforeAll(async () => {
  cloud = await openCountingCloud({
    onEvent: event => events.push(event),
    beforeAnswer: async () => {
      if (cloud.bill.translations.at(-1)?.includes('retenue') === true) await held.promise;
    },
  });
}, 300_000);
afterAll(async () => {
  held.resolve();
  await cloud.close();
});

/** Uploads under a key that need not be the name of a file. */
async function put(key: string, text: string): Promise<UploadedArticle> {
  const { s3, buckets } = cloud.target;
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: buckets.articles, Key: key, Body: text }));
  return { key, versionId: VersionId ?? '', articleId: await articleIdOf(key) };
}

async function make(key: string, text: string): Promise<Edition> {
  return cloud.edition(await put(key, text));
}

const frenchOf = ({ paragraphs }: Edition) => paragraphs.map(({ versions }) => versions.fr?.text);

/** What became of each execution of an object version, in the order of the events. */
async function happenedTo({ key, versionId }: { readonly key: string; readonly versionId: string }): Promise<string[]> {
  const name = await executionNameOf(cloud.target.buckets.articles, key, versionId);
  return events.flatMap(one => (one.kind === 'execution' && one.event.executionName === name ? [one.event.type] : []));
}

/** The pipeline writes an edition before its execution ends; as long as that runs, StartExecution answers as the first time. */
async function ended({ article: { source } }: Edition): Promise<void> {
  await expect.poll(() => happenedTo(source), { timeout: 30_000 }).toContain('ExecutionEnded');
}

const startsOf = async (source: Edition['article']['source']) =>
  (await happenedTo(source)).filter(type => type === 'ExecutionStarted').length;

/** Brings the event of an edition's upload once more, as EventBridge may; what admit says of it. */
async function deliverAgain({ article: { source, revision, uploadedAt } }: Edition): Promise<string> {
  const { accessKeyId, secretAccessKey, region, endpoints } = requireRunningCloud(cloud.dataFolder);
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials: { accessKeyId, secretAccessKey } });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const event = {
    'detail-type': 'Object Created',
    time: uploadedAt,
    detail: {
      bucket: { name: cloud.target.buckets.articles },
      object: { key: source.key, size: source.bytes, 'version-id': source.versionId, sequencer: revision },
    },
  };
  const QueueUrl = QueueUrls.find(url => /Admit/u.test(url) && !/Dead/u.test(url));
  const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  sqs.destroy();
  const said = () =>
    events.flatMap(one => (one.kind === 'functionLog' && one.line.includes(MessageId) ? [one.line] : [])).join('\n');
  await expect.poll(said, { timeout: 30_000, interval: 50 }).toMatch(/admit: \w+/u);
  return /admit: (\w+)/u.exec(said())?.[1] ?? '';
}

describe('a key', () => {
  const awkward = 'été & œuvre +1%#.txt';

  it(`${awkward} goes from the file to the edition and the player`, async () => {
    const edition = await cloud.make(awkward, 'Il pleut.');
    expect(edition.article.source.key).toBe(`uploads/${awkward}`);
    expect(edition.article.id).toMatch(/^ete-oeuvre-1-[0-9a-f]{6}$/u);
    expect(new TextDecoder().decode(await cloud.read(edition, 'article.fr.txt'))).toContain('Il pleut.');
    const { player } = requireRunningCloud(cloud.dataFolder);
    const served = await fetch(new URL(`/articles/${edition.article.id}/edition.json`, player));
    expect(await served.json()).toEqual(edition);
  });

  it('in NFC and its twin in NFD are two articles', async () => {
    const [composed, decomposed] = await Promise.all([
      make(`uploads/${'thé'.normalize('NFC')}.txt`, 'Composé.'),
      make(`uploads/${'thé'.normalize('NFD')}.txt`, 'Décomposé.'),
    ]);
    expect([composed, decomposed].map(frenchOf)).toEqual([['Composé.'], ['Décomposé.']]);
    expect(composed.article.id).not.toBe(decomposed.article.id);
  });

  it('a.txt and a.md are two articles, each in its format', async () => {
    const [text, markdown] = await Promise.all([
      make('uploads/a.txt', 'Un *mot* fort.'),
      make('uploads/a.md', 'Un *mot* fort.'),
    ]);
    expect([text, markdown].map(frenchOf)).toEqual([['Un *mot* fort.'], ['Un mot fort.']]);
    expect(text.article.id).not.toBe(markdown.article.id);
  });

  it.each([1023, 1024])('of %i bytes works', async bytes => {
    const key = `uploads/${'é'.repeat(400)}${'x'.repeat(bytes - 812)}.txt`;
    expect(Buffer.byteLength(key)).toBe(bytes);
    const edition = await make(key, 'Un long nom.');
    expect({ key: edition.article.source.key, text: frenchOf(edition) }).toEqual({ key, text: ['Un long nom.'] });
  });

  it.each(['../../../../', '%2f..%2f..%2f..%2f..%2f', '/', '..\\..\\..\\'])(
    '%j in a key never leaves the folder of the cloud',
    async steps => {
      const key = `uploads/${steps}hors-du-dossier.txt`;
      const edition = await make(key, 'Dehors.');
      expect(edition.article.source.key).toBe(key);
      expect(edition.article.id).toMatch(/hors-du-dossier-[0-9a-f]{6}$/u);
      const around = path.dirname(cloud.dataFolder);
      const names = [...(await readdir(around, { recursive: true })), ...(await readdir(path.dirname(around)))];
      expect(names.filter(name => path.basename(name).includes('hors-du-dossier'))).toEqual([]);
    },
  );
});

describe('an event', () => {
  it('that comes twice starts one execution, and nothing is billed again', async () => {
    const edition = await make('uploads/deux-fois.txt', 'Une seule fois.');
    await ended(edition);
    cloud.clearBill();
    expect(await deliverAgain(edition)).toBe('duplicate');
    expect(await startsOf(edition.article.source)).toBe(1);
    expect(cloud.bill).toEqual({ translations: [], speech: [], marks: [] });
  });

  it('of an older version after that of a newer one is ignored', async () => {
    const older = await make('uploads/ordre.txt', 'La première.');
    const newer = await make('uploads/ordre.txt', 'La deuxième.');
    expect(await deliverAgain(older)).toBe('superseded');
    expect(await startsOf(older.article.source)).toBe(1);
    expect(await readEdition(cloud.target, newer.article.id)).toEqual(newer);
  });
});

describe('an article uploaded again while it is being made', () => {
  it('is in the end its newest version, though the older one ends last', async () => {
    const older = await put('uploads/reprise.txt', 'La version retenue.');
    await expect.poll(() => cloud.bill.translations, { timeout: 30_000 }).toContain('La version retenue.');
    const newer = await make('uploads/reprise.txt', 'La version nouvelle.');
    expect(frenchOf(newer)).toEqual(['La version nouvelle.']);
    expect(await happenedTo(older)).not.toContain('ExecutionEnded');
    held.resolve();
    await expect.poll(() => happenedTo(older), { timeout: 30_000 }).toContain('ExecutionEnded');
    expect(await readEdition(cloud.target, older.articleId)).toEqual(newer);
  });
});
