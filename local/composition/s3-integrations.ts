import type { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import type { Principal } from '../service.ts';
import { StateError } from '../step-functions/errors.ts';
import type { Integrations } from '../step-functions/run.ts';

const PutArguments = v.strictObject({
  Bucket: v.string(),
  Key: v.string(),
  /** Step Functions takes JSON here and writes its text. */
  Body: v.unknown(),
  ContentType: v.exactOptional(v.string()),
});

const GetArguments = v.strictObject({ Bucket: v.string(), Key: v.string() });

/**
 * What state machines do with S3 themselves: `aws-sdk:s3:putObject`, and `s3:getObject` of an ItemReader. Each call goes
 * over the wire, signed by the state machine's role, like anyone else's.
 */
export function s3Integrations(where: { readonly endpoint: string; readonly region: string }): Integrations {
  const clients = new Map<string, Promise<S3Client>>();
  const clientOf = (principal: Principal): Promise<S3Client> => {
    const known = clients.get(principal.accessKeyId) ?? connect(principal, where);
    clients.set(principal.accessKeyId, known);
    return known;
  };
  return {
    'arn:aws:states:::aws-sdk:s3:putObject': async (args, { principal, signal }) => {
      const { Body, ...input } = parseArguments(PutArguments, args);
      const { PutObjectCommand } = await sdk();
      const body = typeof Body === 'string' ? Body : JSON.stringify(Body);
      const command = new PutObjectCommand({ ...input, Body: body });
      const client = await clientOf(principal);
      const { ETag } = await named(client.send(command, { abortSignal: signal }));
      return { ETag };
    },
    'arn:aws:states:::s3:getObject': async (args, { principal, signal }) => {
      const { GetObjectCommand } = await sdk();
      const command = new GetObjectCommand(parseArguments(GetArguments, args));
      const client = await clientOf(principal);
      const { Body } = await named(client.send(command, { abortSignal: signal }));
      return { Body: (await Body?.transformToString()) ?? '' };
    },
  };
}

/** Loaded at the first use: most executions never need it, and it is the largest part of the local cloud. */
const sdk = () => import('@aws-sdk/client-s3');

async function connect(principal: Principal, where: { endpoint: string; region: string }): Promise<S3Client> {
  const { S3Client: Client } = await sdk();
  const { accessKeyId, secretAccessKey } = principal;
  return new Client({ ...where, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
}

/** Step Functions calls an error of the SDK `S3.` and its name, which ends in `Exception`. */
async function named<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StateError(`S3.${error.name.replace(/(?:Exception)?$/, 'Exception')}`, error.message);
  }
}

function parseArguments<Output>(schema: v.GenericSchema<unknown, Output>, args: unknown): Output {
  const parsed = v.safeParse(schema, args);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const cause = `The Arguments for S3 do not fit, ${v.getDotPath(issue) ?? 'Arguments'}: ${issue.message}`;
  throw new StateError('States.Runtime', cause);
}
