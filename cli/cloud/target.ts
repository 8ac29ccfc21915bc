import { S3Client } from '@aws-sdk/client-s3';
import type { TranslateClientConfig } from '@aws-sdk/client-translate';
import * as v from 'valibot';
import { type Settings, SettingsSchema } from '../../core/settings.ts';
import type { CloudDescription } from '../../local/cloud-description.ts';
import { UsageError } from '../failure.ts';

/** A running stack as the command line uses it, local or deployed: two buckets and who may reach them. */
export interface Target {
  /** The options that name it on the command line. */
  readonly options: string;
  readonly s3: S3Client;
  /** `site` is undefined where the stack is of before there was one. */
  readonly buckets: { readonly articles: string; readonly library: string; readonly site?: string | undefined };
  /** Between two looks at an edition. */
  readonly pollMs: number;
  /** What the stack was synthesized with; undefined where it does not say so in a way that we understand. */
  readonly settings?: Settings | undefined;
  /** How to reach its translator. */
  readonly translate: TranslateClientConfig;
}

/** @param options as the command line names it */
export function localTarget(description: CloudDescription, options = '--local'): Target {
  const { endpoints, region, accessKeyId, secretAccessKey, buckets, settings } = description;
  const credentials = { accessKeyId, secretAccessKey };
  return {
    options,
    s3: new S3Client({ endpoint: endpoints.s3, region, credentials, forcePathStyle: true }),
    translate: { endpoint: endpoints.translate, region, credentials },
    buckets,
    pollMs: 250,
    settings,
  };
}

/**
 * A deployed stack, found by its outputs, with the credentials and region that the AWS tools use.
 * @throws UsageError if there is no such stack, or it is another's
 */
export async function stackTarget(stackName: string): Promise<Target> {
  const outputs = await stackOutputs(stackName);
  const bucket = (name: string) => {
    const value = outputs.get(name);
    if (value !== undefined) return value;
    throw new UsageError(
      `The stack "${stackName}" has no output ${name}.`,
      'Name the stack that Diglot was deployed as.',
    );
  };
  const site = outputs.get('SiteBucket');
  const buckets = { articles: bucket('ArticlesBucket'), library: bucket('LibraryBucket'), site };
  const settings = v.safeParse(v.pipe(v.string(), v.parseJson(), SettingsSchema), outputs.get('Settings'));
  return {
    options: `--stack ${stackName}`,
    s3: new S3Client({}),
    translate: {},
    buckets,
    pollMs: 2_000,
    settings: settings.success ? settings.output : undefined,
  };
}

async function stackOutputs(stackName: string): Promise<ReadonlyMap<string, string>> {
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient({});
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Stacks.flatMap(stack => stack.Outputs ?? []);
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationError')) throw error;
    throw new UsageError(
      `There is no stack "${stackName}" in this account and region.`,
      'Deploy it with: npm run deploy, or check its name and AWS_REGION: aws cloudformation list-stacks',
    );
  } finally {
    client.destroy();
  }
}
