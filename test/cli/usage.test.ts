import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diglot } from './diglot.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'diglot-usage-'));
  await writeFile(path.join(folder, 'article.txt'), 'Bonjour.');
});
afterAll(() => rm(folder, { recursive: true }));

describe('wrong use', () => {
  it.each<[parameters: string[], says: RegExp]>([
    [['rnu', 'article.txt'], /unknown command 'rnu'\n\(Did you mean run\?\)/u],
    [
      ['translate', 'article.txt'],
      /unknown command 'translate'\n\n?\(there are: run, start, quote, .*doctor; add --help/u,
    ],
    [['run', '--jsno', 'article.txt'], /unknown option '--jsno'\n\(Did you mean --json\?\)/u],
    [['run'], /missing required argument 'file'/u],
    [['run', 'artcle.txt'], /There is no file "artcle\.txt"\.\n {2}Did you mean article\.txt\?/u],
    [['run', 'article.txt', 'zzz.md'], /There is no file "zzz\.md"\.\n {2}Check the name\./u],
    [['run', 'nowhere/article.txt'], /There is no folder "nowhere"/u],
    [['run', '.'], /"\." is a folder\.\n {2}Name its files: \*\.txt/u],
    [['run', 'article.txt', '--out', 'article.txt'], /"article\.txt" is a file\.\n {2}Name a folder: --out DIR/u],
    [['run', 'article.txt', '--out', 'article.txt/a/b'], /"article\.txt" is a file\.\n {2}Name a folder: --out DIR/u],
    [['run', 'article.txt', '--data', 'article.txt'], /"article\.txt" is a file\.\n {2}Name a folder: --data DIR/u],
    [['get', 'a-123456', '--local', '--out', 'article.txt'], /"article\.txt" is a file\./u],
    [['models', 'pul'], /unknown command 'pul'\n\(Did you mean pull\?\)/u],
    [
      ['correct', 'a-123456', 'p0s0', '-5 degrees', '--local'],
      /unknown option '-5 degrees'\n\(A text that begins with - goes after --, and the options before that\)/u,
    ],
    [['correct', '--local', '--data', 'empty', 'a-123456', 'p0s0', '--', '-5 degrees'], /No local cloud is running/u],
    [['doctor', 'surplus'], /too many arguments/u],
    [['add', 'article.txt'], /Add --local .* or --stack NAME/u],
    [['list', '--local', '--stack', 'Diglot'], /'--local' cannot be used with option '--stack <name>'/u],
    [
      ['list', '--local', '--data', 'empty'],
      /No local cloud is running\.\n {2}Run in another terminal: npx diglot start --data "empty"\n/u,
    ],
    [['list', '--local', '--data', 'a folder'], /npx diglot start --data "a folder"\n/u],
  ])('%j ends with 2, and says what was meant', async (parameters, says) => {
    const { exitCode, stdout, stderr } = await diglot(parameters, { cwd: folder });
    expect(stderr).toMatch(says);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  it('without a command prints the help on stderr, and ends with 2', async () => {
    const { exitCode, stdout, stderr } = await diglot([]);
    expect(stderr).toContain('Usage: diglot');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});

describe('help', () => {
  it.each([
    'run',
    'start',
    'quote',
    'add',
    'list',
    'status',
    'get',
    'correct',
    'terminology put',
    'terminology remove',
    'models pull',
    'doctor',
  ])('of %s has examples', async command => {
    const { exitCode, stdout, stderr } = await diglot([...command.split(' '), '--help']);
    expect(stdout).toMatch(/Usage: diglot [\s\S]*\nExamples:\n {2}(?:npx diglot|npm start)/u);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('lists the commands', async () => {
    const { stdout } = await diglot(['--help']);
    expect(stdout).toMatch(/\n {2}doctor /u);
  });

  it('is without colours where the output is no terminal, and with NO_COLOR', async () => {
    const { stdout, stderr } = await diglot(['doctor', '--data', folder], { environment: { NO_COLOR: '1' } });
    expect(stdout).toContain('✓ node');
    expect(stdout + stderr).not.toContain('\u001B');
  });
});

describe('a deployed stack', () => {
  // No credentials anywhere: no profile, no metadata service.
  const bare = { HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' };

  it('without a region ends with 5, and says how to set one', async () => {
    const { exitCode, stderr } = await diglot(['list', '--stack', 'Diglot'], { environment: bare });
    expect(stderr).toContain('MissingRegion: No AWS region is set.\n  Set AWS_REGION, such as AWS_REGION=eu-west-3');
    expect(exitCode).toBe(5);
  });

  it('without credentials ends with 5, and says how to get some', async () => {
    const { exitCode, stderr } = await diglot(['list', '--stack', 'Diglot'], {
      environment: { ...bare, AWS_REGION: 'eu-west-3' },
    });
    expect(stderr).toMatch(/CredentialsProviderError: .*\n {2}Run: aws configure sso/u);
    expect(exitCode).toBe(5);
  });

  it('that is not there ends with 2, and says how to deploy it', async () => {
    const { exitCode, stderr } = await withCloudFormation(unknownStack, endpoint =>
      diglot(['list', '--stack', 'Diglto'], {
        environment: {
          ...bare,
          AWS_REGION: 'eu-west-3',
          AWS_ACCESS_KEY_ID: 'AKIDTESTER',
          AWS_SECRET_ACCESS_KEY: 'secret',
          AWS_ENDPOINT_URL_CLOUDFORMATION: endpoint,
        },
      }),
    );
    expect(stderr).toMatch(/There is no stack "Diglto" in this account and region\.\n {2}Deploy it with/u);
    expect(exitCode).toBe(2);
  });
});

/** As CloudFormation answers DescribeStacks for a stack that it does not know. */
const unknownStack = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Diglto does not exist</Message></Error>
  <RequestId>00000000-0000-0000-0000-000000000000</RequestId>
</ErrorResponse>`;

async function withCloudFormation<Result>(body: string, work: (endpoint: string) => Promise<Result>): Promise<Result> {
  const server = createServer((_, response) => response.writeHead(400, { 'content-type': 'text/xml' }).end(body));
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
