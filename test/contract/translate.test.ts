import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ListLanguagesCommand, TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { afterEach, describe, expect, it } from 'vitest';
import { type Access, type Authorize, allowAll, type Principal } from '../../local/service.ts';
import { apertiumIsInstalled } from '../../local/translate/apertium/engine.ts';
import { EngineFailed, EngineUnusable, type TranslationEngine } from '../../local/translate/engine.ts';
import type { EngineCandidate } from '../../local/translate/selection.ts';
import { type LocalTranslate, startTranslate } from '../../local/translate/start-translate.ts';

const user: Principal = {
  accessKeyId: 'AKIATRANSLATE',
  secretAccessKey: 'a secret of this test',
  arn: 'arn:aws:iam::123456789012:user/test',
};

let open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
  await Promise.all(open.map(service => service.close()));
  open = [];
  await Promise.all(folders.map(folder => rm(folder, { recursive: true })));
  folders = [];
});

const account = { region: 'eu-west-3', accountId: '123456789012' };

let folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diglot-translate-'));
  folders.push(folder);
  return folder;
}

interface Setting {
  readonly candidates?: readonly EngineCandidate[];
  readonly authorize?: Authorize;
}

async function start(setting: Setting = {}): Promise<LocalTranslate> {
  const service = await startTranslate({
    principals: key => (key === user.accessKeyId ? user : undefined),
    authorize: allowAll,
    engines: 'no-such-folder',
    terminologies: await newFolder(),
    ...account,
    candidates: [candidate(lines => lines.map(line => `[${line}]`))],
    ...setting,
  });
  open.push(service);
  return service;
}

function candidate(answer: (lines: readonly string[]) => string[]): EngineCandidate {
  const engine: TranslationEngine = {
    name: 'apertium',
    version: '1',
    translate: async lines => answer(lines),
    close: async () => {},
  };
  return { name: 'apertium', present: () => true, start: async () => engine };
}

function client(service: LocalTranslate, credentials = user): TranslateClient {
  return new TranslateClient({ endpoint: service.endpoint, region: 'eu-west-3', credentials, maxAttempts: 1 });
}

function translate(service: LocalTranslate, Text: string, SourceLanguageCode = 'fr', TargetLanguageCode = 'en') {
  return client(service).send(new TranslateTextCommand({ Text, SourceLanguageCode, TargetLanguageCode }));
}

describe('Translate by the SDK', () => {
  it('answers with the translation and both languages', async () => {
    expect(await translate(await start(), 'un\n\n deux\n')).toMatchObject({
      TranslatedText: '[un]\n\n [deux]\n',
      SourceLanguageCode: 'fr',
      TargetLanguageCode: 'en',
    });
  });

  it.each([9_999, 10_000])('takes a text of %i bytes', async bytes => {
    const text = `${'é'.repeat(4_999)}${'a'.repeat(bytes - 9_998)}`;
    expect((await translate(await start(), text)).TranslatedText).toBe(`[${text}]`);
  });

  it('refuses a text of 10,001 bytes, even if it has fewer characters', async () => {
    const error = translate(await start(), `${'é'.repeat(5_000)}a`);
    await expect(error).rejects.toMatchObject({ name: 'TextSizeLimitExceededException' });
    await expect(error).rejects.toThrow('10000 bytes while in this request the text size is 10001 bytes');
  });

  it.each([
    ['en', 'fr', 'from en to fr'],
    ['fr', 'de', 'from fr to de'],
    ['fr', 'fr', 'from fr to fr'],
    ['auto', 'en', 'name the source language'],
  ])('refuses %s → %s, and names the pairs it knows', async (source, target, text) => {
    const error = translate(await start(), 'un', source, target);
    await expect(error).rejects.toMatchObject({ name: 'UnsupportedLanguagePairException' });
    await expect(error).rejects.toThrow(text);
    await expect(error).rejects.toThrow('It knows fr → en.');
  });

  it.each([
    ['an empty text', '', 'fr'],
    ['a code that is none', 'un', 'f'],
  ])('refuses %s as an invalid request', async (_, text, source) => {
    await expect(translate(await start(), text, source)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('refuses a terminology that it does not hold', async () => {
    const command = new TranslateTextCommand({
      Text: 'un',
      SourceLanguageCode: 'fr',
      TargetLanguageCode: 'en',
      TerminologyNames: ['names'],
    });
    const error = client(await start()).send(command);
    await expect(error).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('answers each of 20 racing requests with its own translation', async () => {
    const sdk = client(await start());
    const numbers = Array.from({ length: 20 }, (_, number) => `texte ${number}`);
    const pair = { SourceLanguageCode: 'fr', TargetLanguageCode: 'en' };
    const answers = await Promise.all(numbers.map(Text => sdk.send(new TranslateTextCommand({ Text, ...pair }))));
    expect(answers.map(answer => answer.TranslatedText)).toEqual(numbers.map(text => `[${text}]`));
  });

  it('lists its languages', async () => {
    const { Languages } = await client(await start()).send(new ListLanguagesCommand({}));
    expect(Languages).toEqual([
      { LanguageCode: 'fr', LanguageName: 'French' },
      { LanguageCode: 'en', LanguageName: 'English' },
    ]);
  });
});

describe('who may translate', () => {
  it('asks for translate:TranslateText on *, and refuses as AWS does', async () => {
    const asked: Access[] = [];
    const authorize: Authorize = access => {
      asked.push(access);
      return 'deny';
    };
    const error = translate(await start({ authorize }), 'un');
    await expect(error).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(error).rejects.toThrow(`${user.arn} is not authorized to perform: translate:TranslateText`);
    expect(asked).toEqual([{ principal: user, action: 'translate:TranslateText', resource: '*' }]);
  });

  it('knows nobody by a wrong secret', async () => {
    const stranger = client(await start(), { ...user, secretAccessKey: 'wrong' });
    const command = new TranslateTextCommand({ Text: 'un', SourceLanguageCode: 'fr', TargetLanguageCode: 'en' });
    await expect(stranger.send(command)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });
});

describe('the engine behind Translate', () => {
  it('is never replaced by the source: without one, the request fails and names the command', async () => {
    const service = await start({ candidates: [] });
    expect(service.engine()).toBe('none');
    await expect(translate(service, 'un')).rejects.toMatchObject({
      name: 'ServiceUnavailableException',
      $metadata: { httpStatusCode: 503 },
    });
    await expect(translate(service, 'un')).rejects.toThrow('Run: npm run setup');
  });

  it.each([
    ['ServiceUnavailableException', new EngineUnusable('apertium', 'It is damaged.', 'Fetch it again.')],
    ['InternalServerException', new EngineFailed('apertium', 'It crashed.')],
  ])('is a %s when it fails so, and its next answer counts', async (name, failure) => {
    let failures = 0;
    const failingOnce = candidate(lines => {
      failures += 1;
      if (failures === 1) throw failure;
      return [...lines];
    });
    const service = await start({ candidates: [failingOnce] });
    await expect(translate(service, 'un')).rejects.toMatchObject({ name, message: failure.message });
    expect((await translate(service, 'un')).TranslatedText).toBe('un');
  });
});

const apertium = apertiumIsInstalled();

describe.skipIf(!apertium)(`Translate with Apertium${apertium ? '' : ' (skipped: it is not installed)'}`, () => {
  it('really translates, line by line', async () => {
    const service = await startTranslate({
      principals: () => user,
      authorize: allowAll,
      engines: 'no-such-folder',
      terminologies: await newFolder(),
      ...account,
    });
    open.push(service);
    expect(service.engine()).toBe('apertium');
    const { TranslatedText = '' } = await translate(service, 'Le chat noir dort.\n\nIl a 12 ans.');
    expect(TranslatedText).toMatch(/^The black cat sleeps\.\n\n.*12 years.*\.$/);
  });
});

const aws = await promisify(execFile)('aws', ['--version']).then(
  () => true,
  () => false,
);

describe.skipIf(!aws)(`Translate by the AWS CLI${aws ? '' : ' (skipped: it is not installed)'}`, () => {
  function run(service: LocalTranslate, source: string) {
    const settings = [
      `AWS_ENDPOINT_URL_TRANSLATE=${service.endpoint}`,
      `AWS_ACCESS_KEY_ID=${user.accessKeyId}`,
      `AWS_SECRET_ACCESS_KEY=${user.secretAccessKey}`,
      'AWS_DEFAULT_REGION=eu-west-3',
      'AWS_MAX_ATTEMPTS=1',
    ];
    const languages = ['--source-language-code', source, '--target-language-code', 'en'];
    return promisify(execFile)('env', [
      ...settings,
      'aws',
      'translate',
      'translate-text',
      '--text',
      'un',
      ...languages,
    ]);
  }

  it('answers', async () => {
    const { stdout } = await run(await start(), 'fr');
    expect(JSON.parse(stdout)).toEqual({ TranslatedText: '[un]', SourceLanguageCode: 'fr', TargetLanguageCode: 'en' });
  });

  it('refuses by name', async () => {
    await expect(run(await start(), 'de')).rejects.toThrow(/\(UnsupportedLanguagePairException\).*It knows fr → en/);
  });
});
