import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudDescription } from '../../../local/cloud-description.ts';
import { CloudRunning, claimFolder, findRunningCloud } from '../../../local/composition/claim.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-claim-'));
  file = join(folder, 'cloud.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

const endpoint = 'http://127.0.0.1:9';
const description: CloudDescription = {
  endpoints: { s3: endpoint, polly: endpoint, translate: endpoint, sfn: endpoint, sqs: endpoint },
  region: 'eu-west-3',
  accessKeyId: 'AKIA',
  secretAccessKey: 'secret',
  buckets: { articles: 'articles', library: 'library' },
  player: endpoint,
};

describe('the claim of a data folder', () => {
  it('is refused while another process has it, with the description once there is one', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      writeFileSync(file, JSON.stringify({ pid: other.pid }));
      expect(() => claimFolder(file)).toThrow(expect.objectContaining({ pid: other.pid, description: undefined }));
      expect(findRunningCloud(file)).toBeUndefined();
      writeFileSync(file, JSON.stringify({ pid: other.pid, description }));
      expect(() => claimFolder(file)).toThrow(CloudRunning);
      expect(findRunningCloud(file)).toEqual(description);
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    expect(findRunningCloud(file)).toBeUndefined();
    claimFolder(file);
  });

  it('is refused to the process itself', () => {
    claimFolder(file).publish(description);
    expect(() => claimFolder(file)).toThrow(expect.objectContaining({ pid: process.pid, description }));
  });

  it.runIf(process.platform === 'linux')('is taken over when the pid has come round to another process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, processStart: '1' }));
    expect(findRunningCloud(file)).toBeUndefined();
    claimFolder(file);
  });

  it.each(['', 'null', '{"pid":"x"}'])('is taken over when the file is no claim: %j', text => {
    writeFileSync(file, text);
    claimFolder(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('leaves nothing behind', () => {
    writeFileSync(file, 'stale');
    const claim = claimFolder(file);
    claim.publish(description);
    expect(readdirSync(folder)).toEqual(['cloud.json']);
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
