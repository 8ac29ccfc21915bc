import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** Where each room keeps what it keeps, under the data folder (`.diglot/`). */
export interface DataFolder {
  readonly root: string;
  /** Objects, their journal and events that are still to be delivered. */
  readonly s3: string;
  /** Messages of the queues. */
  readonly queues: string;
  /** Executions of the state machines. */
  readonly stepFunctions: string;
  /** Imported terminologies. */
  readonly terminologies: string;
  /** What the functions printed, a file each. */
  readonly logs: string;
  /** Compiled code of the functions; may be deleted at any time. */
  readonly cache: string;
  /** Pulled translation models. */
  readonly models: string;
  /** The user's access key. */
  readonly credentials: string;
  /** Who runs on this folder now, and how to reach it. */
  readonly cloud: string;
}

/** Names the places of a data folder and makes the folder, for its owner alone. */
export function openDataFolder(root: string): DataFolder {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  return {
    root,
    s3: join(root, 's3'),
    queues: join(root, 'records', 'queues'),
    stepFunctions: join(root, 'records', 'step-functions'),
    terminologies: join(root, 'records', 'terminologies'),
    logs: join(root, 'logs'),
    cache: join(root, 'cache'),
    models: join(root, 'models'),
    credentials: join(root, 'credentials.json'),
    cloud: join(root, 'cloud.json'),
  };
}

const CredentialsSchema = v.object({ accessKeyId: v.string(), secretAccessKey: v.string() });
export type Credentials = v.InferOutput<typeof CredentialsSchema>;

/** The user's access key of a data folder: random, made once, readable by its owner alone. */
export function userCredentials({ credentials: file }: DataFolder): Credentials {
  try {
    writeFileSync(file, `${JSON.stringify(newCredentials())}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  return v.parse(CredentialsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** In the shape of AWS's own, so that no client finds fault with them. */
export function newCredentials(): Credentials {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const id = [...randomBytes(16)].map(byte => letters[byte % letters.length]).join('');
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString('base64') };
}

/** Whether an error says that a file exists. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
