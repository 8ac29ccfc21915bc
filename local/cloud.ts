import * as v from 'valibot';
import { SettingsSchema } from '../core/settings.ts';
import { TemplateError } from './assembly/errors.ts';
import type { Assembly } from './assembly/model.ts';
import { resolveAssembly } from './assembly/read-assembly.ts';
import { readStackTemplate, type StackTemplate } from './assembly/template.ts';
import type { CloudDescription } from './cloud-description.ts';
import { claimFolder } from './composition/claim.ts';
import { openDataFolder } from './composition/data-folder.ts';
import type { CloudOptions } from './composition/options.ts';
import { s3Integrations } from './composition/s3-integrations.ts';
import { newStart, type Start } from './composition/start.ts';
import { deploySites, type Storefront, startStorefront } from './composition/storefront.ts';
import { defaultMaxEnvironments, Workers } from './composition/workers.ts';
import { createEventBus } from './events/bus.ts';
import { parseRule } from './events/rule.ts';
import { startPolly } from './polly/service.ts';
import { createQueues, localAccountId, type Queues } from './queues/queues.ts';
import { startSqs } from './queues/service.ts';
import { type S3Service, startS3 } from './s3/service.ts';
import { lambdaInvoke, sqsSendMessage } from './step-functions/integrations.ts';
import { startStepFunctions } from './step-functions/service.ts';
import type { EngineName } from './translate/engine.ts';
import { startTranslate } from './translate/start-translate.ts';

export { CloudRunning } from './composition/claim.ts';
export type { CloudEvent, CloudOptions } from './composition/options.ts';

/** A stack, running on this machine. */
export interface LocalCloud {
  readonly description: CloudDescription;
  /** The stack as it was read; `withoutLocalEffect` says what this cloud passes over. */
  readonly assembly: Assembly;
  /** The engine that the next text to translate would go to. */
  translateEngine(): EngineName | 'none';
  /** Ends everything. What was under way goes on at the next start. Idempotent. */
  close(): Promise<void>;
}

/** A stack that names no region runs here. */
const defaultRegion = 'eu-west-3';

/**
 * Runs a synthesized stack on this machine.
 *
 * What was acknowledged survives a kill: objects, events that are still to be delivered, messages, executions (started again
 * from their input). One cloud at a time runs on a data folder.
 * @throws CloudRunning with the other cloud's description
 * @throws TemplateError, Unsupported, InvalidDefinition, InvalidPattern naming what in the template is not known
 */
export async function startCloud(options: CloudOptions): Promise<LocalCloud> {
  const stack = await readStackTemplate(options.assemblyFolder);
  const folder = openDataFolder(options.dataFolder);
  const claim = claimFolder(folder.cloud);
  // What was started last ends first; a start that fails half-way ends what it had started.
  await using started = new AsyncDisposableStack();
  started.defer(() => claim.release());
  const start = newStart(stack.region ?? defaultRegion, folder, options, started);
  const cloud = await startServices(start, stack);
  if (options.standby !== true) claim.publish(cloud.description);
  const running = started.move();
  let closing: Promise<void> | undefined;
  return { ...cloud, close: () => (closing ??= running.disposeAsync()) };
}

async function startServices(start: Start, stack: StackTemplate): Promise<Omit<LocalCloud, 'close'>> {
  const { options, principals, region } = start;
  const { assembly, queues, sqs, storefront } = await startAddresses(start, stack);
  const s3 = await startStorage(start, assembly, queues);
  const polly = start.own(await startPolly(start.door('polly')));
  const translate = start.own(await startTranslate({ ...start.door('translate'), ...translateOptions(start) }));
  const workers = openWorkers(start, assembly, queues);
  const sfn = await startMachines(start, { assembly, queues, workers, s3 });
  const endpoints = {
    s3: s3.endpoint,
    polly: polly.endpoint,
    translate: translate.endpoint,
    sfn: sfn.endpoint,
    sqs: sqs.endpoint,
  };
  workers.open({ region, endpoints }, roleArn => principals.admit(roleArn));
  const buckets = {
    articles: outputOf(assembly, 'ArticlesBucket'),
    library: outputOf(assembly, 'LibraryBucket'),
    site: outputOf(assembly, 'SiteBucket'),
  };
  // Only now may anything begin: all that it could need is there.
  if (options.standby !== true) {
    workers.startSources();
    sfn.executions.resume();
  }
  const { accessKeyId, secretAccessKey } = principals.user;
  const who = { region, accessKeyId, secretAccessKey };
  const description = { endpoints, ...who, buckets, player: storefront.endpoint, ...settingsOf(assembly) };
  storefront.open(s3, options.desk?.(description));
  return {
    description,
    assembly,
    translateEngine: () => translate.engine(),
  };
}

/** Queues and page come first: functions are told their addresses. */
async function startAddresses(start: Start, stack: StackTemplate) {
  const { region, folder } = start;
  const at = { region, accountId: localAccountId };
  // What queues and the distribution are made of depends on no address; these are never seen.
  const nowhere = 'http://127.0.0.1';
  const models = resolveAssembly(stack, { ...at, queueEndpoint: nowhere, siteEndpoint: nowhere });
  const queues = createQueues({ folder: folder.queues, region, queues: models.queues });
  start.defer(() => queues.close());
  const sqs = start.own(await startSqs({ queues, ...start.door('sqs') }));
  const storefront: Storefront = await startStorefront(start, models.distribution);
  const addresses = { queueEndpoint: sqs.endpoint, siteEndpoint: storefront.endpoint };
  return { queues, sqs, storefront, assembly: resolveAssembly(stack, { ...at, ...addresses }) };
}

async function startStorage(start: Start, assembly: Assembly, queues: Queues): Promise<S3Service> {
  const { folder, region, onFault, tell } = start;
  const bus = createEventBus({
    rules: assembly.rules.map(({ name, arn, properties }) => parseRule(name, arn, properties)),
    queues,
    onLoss: ({ rule }, error) => tell({ kind: 'eventLost', ruleName: rule.name, error }),
  });
  start.defer(() => bus.close());
  const onObjectEvent = async (event: unknown) => bus.deliver(event);
  const s3 = start.own(await startS3({ folder: folder.s3, region, onObjectEvent, onFault, ...start.door('s3') }));
  for (const { name, versioned, sendsEvents } of assembly.buckets) {
    await s3.createBucket(name, { versioned, eventBridge: sendsEvents });
  }
  await deploySites(assembly, s3);
  return s3;
}

function translateOptions({ region, folder, options: { modelsFolder, translateEngines } }: Start) {
  return {
    engines: modelsFolder ?? folder.models,
    terminologies: folder.terminologies,
    region,
    accountId: localAccountId,
    ...(translateEngines === undefined ? {} : { candidates: translateEngines }),
  };
}

function openWorkers({ folder, options, tell, defer }: Start, assembly: Assembly, queues: Queues): Workers {
  const workers = new Workers({
    assembly,
    queues,
    folder,
    maxEnvironments: options.maxEnvironments ?? defaultMaxEnvironments,
    onLog: log => tell({ kind: 'functionLog', ...log }),
    onBatchFailure: failure => tell({ kind: 'batchFailed', ...failure }),
  });
  defer(() => workers.close());
  return workers;
}

interface MachineSurroundings {
  readonly assembly: Assembly;
  readonly queues: Queues;
  readonly workers: Workers;
  readonly s3: S3Service;
}

/** Registered after the workers, the machines end before them: a function that is ended must not fail its execution. */
async function startMachines(start: Start, { assembly, queues, workers, s3 }: MachineSurroundings) {
  const { folder, region, principals, tell } = start;
  const door = start.door('sfn');
  const { authorize } = door;
  const sfn = await startStepFunctions({
    stateMachines: assembly.stateMachines.map(({ name, definition, roleArn }) => ({
      name,
      definition,
      principal: principals.admit(roleArn),
    })),
    region,
    folder: folder.stepFunctions,
    integrations: {
      'arn:aws:states:::lambda:invoke': lambdaInvoke({
        invoke: invocation => workers.invoke(invocation),
        functionArn: name => workers.arnOf(name),
        authorize,
      }),
      'arn:aws:states:::sqs:sendMessage': sqsSendMessage({ queues, authorize }),
      ...s3Integrations({ endpoint: s3.endpoint, region }),
    },
    ...door,
  });
  sfn.executions.onEvent(event => tell({ kind: 'execution', event }));
  return start.own(sfn);
}

/** @throws ValiError if the stack says them in another way than ours does */
function settingsOf({ outputs }: Assembly): Pick<CloudDescription, 'settings'> {
  const text = outputs.get('Settings');
  return text === undefined ? {} : { settings: v.parse(v.pipe(v.string(), v.parseJson(), SettingsSchema), text) };
}

/** @throws TemplateError if the stack does not say which bucket is which */
function outputOf({ outputs, stackName }: Assembly, name: string): string {
  const value = outputs.get(name);
  if (value !== undefined) return value;
  throw new TemplateError({
    code: 'InvalidAssembly',
    message: `It has no output ${name}.`,
    place: `Stack ${stackName}`,
    remedy: 'Add it in lib/: clients find the buckets by it.',
  });
}
