import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStackTemplate } from '../../../local/assembly/template.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diglot-assembly-'));
});

afterEach(() => rm(folder, { recursive: true }));

const write = (file: string, content: unknown) => writeFile(join(folder, file), JSON.stringify(content));

const stackOf = (changes: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: 'Diglot.template.json' },
  ...changes,
});
const assets = { type: 'cdk:asset-manifest', properties: { file: 'Diglot.assets.json' } };
const template = { Resources: { Queue0: { Type: 'AWS::SQS::Queue', Metadata: { 'aws:cdk:path': 'Diglot/Queue' } } } };

describe('a cloud assembly', () => {
  it('is read with its stack’s name, region and construct paths, wherever these stand', async () => {
    const resources = {
      ...template.Resources,
      Queue1: { Type: 'AWS::SQS::Queue' },
      Queue2: { Type: 'AWS::SQS::Queue' },
    };
    const path = (logicalId: string) => [{ type: 'aws:cdk:logicalId', data: logicalId }];
    const metadata = { '/Diglot/One': path('Queue1') };
    const stack = stackOf({ environment: 'aws://1/us-east-1', metadata, additionalMetadataFile: 'more.json' });
    await write('manifest.json', { version: '55.0.0', artifacts: { assets, Diglot: stack } });
    await write('Diglot.template.json', { Resources: resources });
    await write('more.json', { '/Diglot/Two': path('Queue2') });
    const read = await readStackTemplate(folder);
    expect([read.stackName, read.region]).toEqual(['Diglot', 'us-east-1']);
    expect(Object.fromEntries(read.constructPaths)).toEqual({
      Queue0: 'Diglot/Queue',
      Queue1: 'Diglot/One',
      Queue2: 'Diglot/Two',
    });
  });

  it('may leave its region open', async () => {
    await write('manifest.json', { version: '55.0.0', artifacts: { Diglot: stackOf() } });
    await write('Diglot.template.json', template);
    expect((await readStackTemplate(folder)).region).toBeUndefined();
  });

  it.each([
    ['is not there', undefined, /manifest\.json cannot be read/],
    ['holds no stack', { version: '55.0.0', artifacts: { assets } }, /holds 0 stacks/],
    ['holds two stacks', { version: '55.0.0', artifacts: { A: stackOf(), B: stackOf() } }, /holds 2 stacks \(A, B\)/],
    ['lacks the template', { version: '55.0.0', artifacts: { A: stackOf() } }, /template\.json cannot be read/],
    ['is of another form', { artifacts: [] }, /manifest\.json, version/],
  ])('that %s is refused, with the command that makes one', async (_name, manifest, message) => {
    if (manifest !== undefined) await write('manifest.json', manifest);
    const refusal: unknown = await readStackTemplate(folder).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'InvalidAssembly', place: `Cloud assembly ${folder}` });
    expect(String(refusal)).toMatch(message);
    expect(String(refusal)).toContain('npm run synth');
  });

  it('with a part of a template that is not known is refused', async () => {
    await write('manifest.json', { version: '55.0.0', artifacts: { Diglot: stackOf() } });
    await write('Diglot.template.json', { ...template, Transform: 'AWS::Serverless-2016-10-31' });
    await expect(readStackTemplate(folder)).rejects.toThrow('Transform');
  });
});
