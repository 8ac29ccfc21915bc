import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { TemplateError } from './errors.ts';

const ResourceSchema = v.strictObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  Condition: v.exactOptional(v.string()),
  Metadata: v.exactOptional(v.record(v.string(), v.unknown())),
  // The order of a deployment and the fate of the data when the stack goes: this cloud makes everything at once, and the
  // data folder outlives every stack.
  DependsOn: v.exactOptional(v.union([v.string(), v.array(v.string())])),
  DeletionPolicy: v.exactOptional(v.string()),
  UpdateReplacePolicy: v.exactOptional(v.string()),
});
export type TemplateResource = v.InferOutput<typeof ResourceSchema>;

const OutputSchema = v.object({ Value: v.unknown(), Condition: v.exactOptional(v.string()) });

const TemplateSchema = v.strictObject({
  AWSTemplateFormatVersion: v.exactOptional(v.string()),
  Description: v.exactOptional(v.string()),
  Metadata: v.exactOptional(v.unknown()),
  // Assertions on the parameters, checked by CloudFormation when it deploys (the CDK's version of the bootstrap).
  Rules: v.exactOptional(v.unknown()),
  Parameters: v.optional(
    v.record(v.string(), v.object({ Type: v.string(), Default: v.exactOptional(v.unknown()) })),
    {},
  ),
  Conditions: v.optional(v.record(v.string(), v.unknown()), {}),
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), v.record(v.string(), v.unknown()))), {}),
  Resources: v.record(v.string(), ResourceSchema),
  Outputs: v.optional(v.record(v.string(), OutputSchema), {}),
});
export type Template = v.InferOutput<typeof TemplateSchema>;

/** One stack of a cloud assembly, read and not yet resolved. */
export interface StackTemplate {
  readonly stackName: string;
  /** The region that the app names; undefined where it leaves it to the deployment. */
  readonly region: string | undefined;
  /** The assembly's folder, where the assets lie. */
  readonly folder: string;
  readonly template: Template;
  /** Construct paths by logical id, as far as the assembly tells. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

const ManifestSchema = v.object({
  version: v.string(),
  artifacts: v.record(
    v.string(),
    v.object({
      type: v.string(),
      environment: v.exactOptional(v.string()),
      metadata: v.exactOptional(v.unknown()),
      additionalMetadataFile: v.exactOptional(v.string()),
      properties: v.optional(
        v.object({ templateFile: v.exactOptional(v.string()), stackName: v.exactOptional(v.string()) }),
        {},
      ),
    }),
  ),
});

/** `{"/Diglot/Articles/Resource": [{"type": "aws:cdk:logicalId", "data": "Articles1234"}]}`. */
const MetadataSchema = v.record(
  v.string(),
  v.array(v.object({ type: v.string(), data: v.exactOptional(v.unknown()) })),
);

/**
 * Reads the one stack of a cloud assembly.
 * @param folder `cdk.out`
 * @throws TemplateError InvalidAssembly if there is no assembly, or not exactly one stack in it
 */
export async function readStackTemplate(folder: string): Promise<StackTemplate> {
  const manifest = await readJson(folder, 'manifest.json', ManifestSchema);
  const stacks = Object.entries(manifest.artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    const names = stacks.map(([name]) => name).join(', ');
    throw invalid(folder, `It holds ${stacks.length} stacks${names && ` (${names})`}; the local cloud runs one.`);
  }
  const [id, artifact] = stack;
  const { templateFile, stackName } = artifact.properties;
  if (templateFile === undefined) throw invalid(folder, `Its stack ${id} has no template.`);
  const template = await readJson(folder, templateFile, TemplateSchema);
  return {
    stackName: stackName ?? id,
    region: regionOf(artifact.environment),
    folder,
    template,
    constructPaths: new Map([
      ...pathsOf(artifact.metadata),
      ...(artifact.additionalMetadataFile === undefined
        ? []
        : pathsOf(await readJson(folder, artifact.additionalMetadataFile, v.unknown()))),
      ...pathsInTemplate(template),
    ]),
  };
}

/** `aws://123456789012/eu-west-3`, or `aws://unknown-account/unknown-region`. */
function regionOf(environment: string | undefined): string | undefined {
  const region = environment?.split('/').at(-1);
  return region === 'unknown-region' ? undefined : region;
}

function pathsOf(metadata: unknown): Array<[string, string]> {
  const parsed = v.safeParse(MetadataSchema, metadata);
  if (!parsed.success) return [];
  return Object.entries(parsed.output).flatMap(([path, entries]) =>
    entries.flatMap(
      ({ type, data }): Array<[string, string]> =>
        type === 'aws:cdk:logicalId' && typeof data === 'string' ? [[data, path.replace(/^\//, '')]] : [],
    ),
  );
}

function pathsInTemplate(template: Template): Array<[string, string]> {
  return Object.entries(template.Resources).flatMap(([logicalId, { Metadata }]): Array<[string, string]> => {
    const path = Metadata?.['aws:cdk:path'];
    return typeof path === 'string' ? [[logicalId, path]] : [];
  });
}

async function readJson<Schema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: unknown) => {
    throw invalid(folder, `${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalid(folder, `${file}, ${v.getDotPath(issue) ?? 'as a whole'}: ${issue.message}.`);
}

function invalid(folder: string, message: string): TemplateError {
  return new TemplateError({
    code: 'InvalidAssembly',
    message,
    place: `Cloud assembly ${folder}`,
    remedy: 'Make it anew with `npm run synth`.',
  });
}
