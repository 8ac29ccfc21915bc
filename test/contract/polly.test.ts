import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeVoicesCommand,
  PollyClient,
  SynthesizeSpeechCommand,
  type SynthesizeSpeechCommandInput,
} from '@aws-sdk/client-polly';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../local/http/body.ts';
import { startPolly } from '../../local/polly/service.ts';
import { voices } from '../../local/polly/voices.ts';
import type { LocalService, Principal } from '../../local/service.ts';
import { readMp3 } from '../local/polly/mp3-frames.ts';

const run = promisify(execFile);

const user: Principal = {
  accessKeyId: 'AKIAPOLLY',
  secretAccessKey: 'a secret of this test',
  arn: 'arn:aws:iam::123456789012:user/test',
};
const stranger: Principal = { ...user, accessKeyId: 'AKIADENIED', arn: 'arn:aws:iam::123456789012:role/denied' };

let polly: LocalService;
let client: PollyClient;
beforeAll(async () => {
  polly = await startPolly({
    principals: key => [user, stranger].find(({ accessKeyId }) => accessKeyId === key),
    authorize: ({ principal, action }) =>
      principal === stranger && action === 'polly:SynthesizeSpeech' ? 'deny' : 'allow',
  });
  client = clientOf(user);
});
afterAll(async () => {
  client.destroy();
  await polly.close();
});

/** As it comes, the SDK's client speaks HTTP/2. */
function clientOf(credentials: Principal, options: object = {}): PollyClient {
  return new PollyClient({ endpoint: polly.endpoint, region: 'eu-west-3', credentials, maxAttempts: 1, ...options });
}

const lea = { VoiceId: 'Lea', Engine: 'neural', OutputFormat: 'mp3', SampleRate: '44100' } as const;
const text = 'La messagerie a annoncé mardi une hausse record du nombre des inscriptions.';

async function speak(input: Partial<SynthesizeSpeechCommandInput>, by = client) {
  const answer = await by.send(new SynthesizeSpeechCommand({ ...lea, Text: text, ...input }));
  if (answer.AudioStream === undefined) throw new Error('There was no audio.');
  const bytes = Buffer.from(await answer.AudioStream.transformToByteArray());
  return {
    bytes,
    type: answer.ContentType,
    characters: answer.RequestCharacters,
    requestId: answer.$metadata.requestId,
  };
}

async function decodedSeconds(mp3: Buffer): Promise<number> {
  const decoding = run(ffmpeg, ['-v', 'error', '-f', 'mp3', '-i', 'pipe:0', '-f', 's16le', 'pipe:1'], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  });
  decoding.child.stdin?.end(mp3);
  const { stdout, stderr } = await decoding;
  expect(stderr.toString()).toBe('');
  return stdout.length / 2 / 44_100;
}

describe('Polly by the SDK, over HTTP/2', () => {
  it.each([
    ['mp3', '44100', 'audio/mpeg'],
    ['ogg_vorbis', '24000', 'audio/ogg'],
    ['pcm', '16000', 'audio/pcm'],
  ] as const)('speaks %s at %s Hz, with type, billed characters and request id', async (format, SampleRate, type) => {
    const spoken = await speak({ OutputFormat: format, SampleRate });
    expect(spoken).toMatchObject({ type, characters: text.length, requestId: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(spoken.bytes.length).toBeGreaterThan(10_000);
  });

  it('gives MP3s that join: the frames and the sound of both, decoded without a warning', async () => {
    const [a, b] = await Promise.all([speak({}), speak({ Text: 'Un autre paragraphe.' })]);
    const joined = Buffer.concat([a.bytes, b.bytes]);
    const seconds = readMp3(a.bytes).seconds + readMp3(b.bytes).seconds;
    expect(readMp3(joined).seconds).toBeCloseTo(seconds, 6);
    expect(Math.abs((await decodedSeconds(joined)) - seconds)).toBeLessThanOrEqual(1152 / 44_100);
  });

  it('gives MP3 and PCM of one duration, within a frame', async () => {
    const pcm = await speak({ OutputFormat: 'pcm', SampleRate: '16000' });
    const { seconds, kbps } = readMp3((await speak({})).bytes);
    expect([...kbps]).toEqual([64]);
    expect(Math.abs(seconds - pcm.bytes.length / 2 / 16_000)).toBeLessThanOrEqual(1152 / 44_100);
  });

  it('marks sentences, words and marks by bytes of the submitted text', async () => {
    const Text =
      '<speak><p>L’État a <mark name="là"/>70&#160;% d’élus &amp; <sub alias="et cetera">etc.</sub></p> Fin.</speak>';
    const types = ['sentence', 'word', 'ssml'] as const;
    const { bytes, type } = await speak({ Text, TextType: 'ssml', OutputFormat: 'json', SpeechMarkTypes: [...types] });
    expect(type).toBe('application/x-json-stream');
    const marks = parseMarks(bytes);
    expect(marks.filter(mark => mark.type === 'word').map(({ value }) => value)).toEqual([
      'L’État',
      'a',
      '70',
      'd’élus',
      'etc.',
      'Fin',
    ]);
    for (const mark of marks) {
      const written = Buffer.from(Text).subarray(mark.start, mark.end).toString();
      expect(written).toBe(mark.type === 'ssml' ? '<mark name="là"/>' : mark.value);
    }
    expect(marks.map(({ time }) => time)).toEqual(marks.map(({ time }) => time).sort((a, b) => a - b));
  });

  it('answers twenty requests at once, each with its own speech', async () => {
    const texts = Array.from({ length: 20 }, (_, n) => 'mot '.repeat(n + 1));
    const spoken = await Promise.all(texts.map(Text => speak({ Text })));
    expect(spoken.map(({ characters }) => characters)).toEqual(texts.map(({ length }) => length));
    const seconds = spoken.map(({ bytes }) => readMp3(bytes).seconds);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(new Set(seconds).size).toBeGreaterThan(15);
  });

  it('describes its voices page by page', async () => {
    const found: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new DescribeVoicesCommand({ NextToken }));
      found.push(...(page.Voices ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual(voices.map(({ id }) => id));
  });

  const refusals: ReadonlyArray<readonly [Partial<SynthesizeSpeechCommandInput>, string]> = [
    [{ Text: 'a'.repeat(3001) }, 'TextLengthExceededException'],
    [{ Text: '<speak>a & b</speak>', TextType: 'ssml' }, 'InvalidSsmlException'],
    [{ SampleRate: '1' }, 'InvalidSampleRateException'],
    [{ VoiceId: 'Celine' }, 'EngineNotSupportedException'],
    [{ LanguageCode: 'de-DE' }, 'LanguageNotSupportedException'],
    [{ SpeechMarkTypes: ['word'] }, 'MarksNotSupportedForFormatException'],
    [{ OutputFormat: 'json', SpeechMarkTypes: ['ssml'] }, 'SsmlMarksNotSupportedForTextTypeException'],
    [{ Text: '' }, 'ValidationException'],
  ];
  it.each(refusals)('refuses %j with the SDK’s own %s', async (input, name) => {
    await expect(speak(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it('denies in AWS’s words what the caller’s policy does not allow', async () => {
    const denied = clientOf(stranger);
    await expect(speak({}, denied)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${stranger.arn} is not authorized to perform: polly:SynthesizeSpeech because no identity-based policy allows the polly:SynthesizeSpeech action`,
      $metadata: { httpStatusCode: 403 },
    });
    denied.destroy();
  });

  it('believes no wrong secret', async () => {
    const forger = clientOf({ ...user, secretAccessKey: 'wrong' });
    await expect(speak({}, forger)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    forger.destroy();
  });
});

describe('Polly over HTTP/1.1', () => {
  it('speaks the same bytes to the SDK’s other handler', async () => {
    const http1 = clientOf(user, { requestHandler: new NodeHttpHandler() });
    expect((await speak({}, http1)).bytes.equals((await speak({})).bytes)).toBe(true);
    http1.destroy();
  });

  it('answers a client whose first bytes come one at a time', async () => {
    const { hostname, port } = new URL(polly.endpoint);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const part of ['G', 'E', 'T /v1/voices HTTP/1.1\r\n', `Host: ${hostname}\r\nConnection: close\r\n\r\n`]) {
      await new Promise(resolve => socket.write(part, resolve));
    }
    const answer = (await readBody(socket, 10_000)).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
    expect(answer).toMatch(/x-amzn-errortype: MissingAuthenticationTokenException/i);
  });

  it.each([
    [{ host: 'evil.example' }, 'ForeignHost'],
    [{ origin: 'https://evil.example' }, 'ForeignOrigin'],
  ])('refuses a request with %j', async (headers, type) => {
    const answer = await rawGet('/v1/voices', headers);
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
    expect(answer).toContain(`x-amzn-errortype: ${type}`);
  });

  async function rawGet(path: string, headers: Record<string, string>): Promise<string> {
    const { hostname, port } = new URL(polly.endpoint);
    const socket = connect({ host: hostname, port: Number(port) });
    const lines = Object.entries({ host: hostname, connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.end(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    return (await readBody(socket, 10_000)).toString();
  }
});

describe('a speaker that fails', () => {
  it('is a ServiceFailureException, which clients retry', async () => {
    const broken = await startPolly({
      principals: () => user,
      authorize: () => 'allow',
      speaker: { call: () => Promise.reject(new Error('out of breath')), load: 0, close() {} },
    });
    const caller = clientOf(user, { endpoint: broken.endpoint });
    await expect(speak({}, caller)).rejects.toMatchObject({
      name: 'ServiceFailureException',
      $metadata: { httpStatusCode: 500 },
    });
    caller.destroy();
    await broken.close();
  });
});

describe('closing', () => {
  it('ends connections that are open and may be called twice', async () => {
    const other = await startPolly({ principals: () => user, authorize: () => 'allow' });
    const { hostname, port } = new URL(other.endpoint);
    const socket = connect({ host: hostname, port: Number(port) });
    await new Promise(resolve => socket.once('connect', resolve));
    const ended = new Promise(resolve => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await expect(Promise.all([other.close(), other.close(), ended])).resolves.toHaveLength(3);
  });
});

const hasAwsCli = (() => {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasAwsCli)(
  `Polly by the AWS CLI${hasAwsCli ? '' : ' (skipped: there is no "aws" on this machine)'}`,
  () => {
    const aws = async (...args: string[]) => {
      const { stdout } = await run('aws', ['--endpoint-url', polly.endpoint, 'polly', ...args, '--output', 'json'], {
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: user.accessKeyId,
          AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
          AWS_REGION: 'eu-west-3',
          AWS_DEFAULT_REGION: 'eu-west-3',
          AWS_EC2_METADATA_DISABLED: 'true',
        },
      });
      const answer: unknown = JSON.parse(stdout);
      return answer;
    };

    it('synthesizes speech into a file', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'diglot-polly-'));
      const file = join(folder, 'speech.mp3');
      const request = ['--text', text, '--voice-id', 'Joanna', '--output-format', 'mp3', '--sample-rate', '44100'];
      expect(await aws('synthesize-speech', ...request, file)).toMatchObject({
        ContentType: 'audio/mpeg',
        RequestCharacters: text.length,
      });
      expect(readMp3(await readFile(file)).seconds).toBeGreaterThan(3);
      await rm(folder, { recursive: true });
    });

    it('follows the pages of the voices', async () => {
      expect(await aws('describe-voices')).toMatchObject({ Voices: { length: voices.length } });
      expect(await aws('describe-voices', '--language-code', 'fr-FR', '--engine', 'neural')).toMatchObject({
        Voices: [{ Id: 'Lea', Name: 'Léa', Gender: 'Female' }, { Id: 'Remi' }],
      });
    });

    it('reads Polly’s errors', async () => {
      const speech = ['--text', 'a'.repeat(3001), '--voice-id', 'Lea', '--output-format', 'mp3'];
      await expect(aws('synthesize-speech', ...speech, '/dev/null')).rejects.toThrow(/TextLengthExceededException/);
    });
  },
);

const MarkSchema = v.object({
  time: v.number(),
  type: v.string(),
  start: v.number(),
  end: v.number(),
  value: v.string(),
});

function parseMarks(bytes: Buffer): Array<v.InferOutput<typeof MarkSchema>> {
  const lines = bytes.toString().trimEnd().split('\n');
  return lines.map(line => v.parse(MarkSchema, JSON.parse(line)));
}
