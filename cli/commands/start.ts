import { once } from 'node:events';
import path from 'node:path';
import type { Command } from 'commander';
import type { CloudDescription } from '../../local/cloud-description.ts';
import { dataFolderOf, shownPath } from '../cloud/folders.ts';
import { openLocalCloud } from '../cloud/local-cloud.ts';
import { sampleEdition } from '../cloud/sample.ts';
import { localTarget } from '../cloud/target.ts';
import type { CliContext } from '../context.ts';
import { type Ended, summary } from '../outcome.ts';
import { mark } from '../terminal.ts';
import { dataOption, defaultOut, examples, jsonOption } from './options.ts';

interface StartOptions {
  readonly once: boolean;
  readonly json: boolean;
  readonly data?: string;
}

/** Easy to remember, and none of the well-known ones; where it is taken, any free one is. */
const playerPort = 4321;

/** `diglot start`, which is `npm start`: the local cloud with the sample article. */
export function addStart(program: Command, context: CliContext): void {
  program
    .command('start')
    .summary('run the local cloud, with the sample article')
    .description('Runs the stack on this machine, makes the edition of the sample article, and stays until Ctrl-C.')
    .option('--once', 'end when the sample is done, with the exit code of its status', false)
    .addOption(jsonOption('when ready, print one JSON line: endpoints, region, credentials, buckets, player'))
    .addOption(dataOption())
    .addHelpText('after', examples(['npm start', 'npm start -- --once', 'npx diglot start --json --data /tmp/diglot']))
    .action(async (options: StartOptions) => {
      const dataFolder = dataFolderOf(context.projectFolder, options.data);
      context.whenStopped(
        `Stopped. The library stays in ${shownPath(dataFolder)}: the same command goes on from there.`,
      );
      const cloud = await openLocalCloud(context, dataFolder, { playerPort });
      if (!cloud.isOwn) context.whenStopped('Stopped. The local cloud was running already, and goes on.');
      const target = localTarget(cloud.description);
      try {
        if (options.json) context.terminal.print(JSON.stringify(cloud.description));
        const ended = await sampleEdition(context, target, defaultOut);
        context.signal.throwIfAborted();
        context.endWith(options.once ? ended.exitCode : 0);
        tellSample(context, cloud.description, ended);
        if (options.once) return;
        tellNext(context, cloud.description, options.data);
        if (!cloud.isOwn) return context.terminal.note('It was running already, and goes on.');
        context.terminal.note('The local cloud runs until you press Ctrl-C.');
        await leaving(context.signal);
      } finally {
        target.s3.destroy();
        await cloud.close();
      }
    });
}

function tellSample({ terminal }: CliContext, { player }: CloudDescription, { outcome, edition }: Ended): void {
  if (outcome.error !== null) terminal.fail(outcome.error, 'the sample article');
  if (edition === undefined || outcome.out === null) return;
  terminal.note(`${mark('done', process.stderr)} the sample article: ${summary(edition)}`);
  terminal.note(`  folder  ${shownPath(path.resolve(outcome.out))}`);
  terminal.note(`  page    ${player}/articles/${edition.article.id}/`);
}

function tellNext({ terminal }: CliContext, description: CloudDescription, data: string | undefined): void {
  const { accessKeyId, secretAccessKey, region, endpoints, buckets, player } = description;
  const where = data === undefined ? '' : ` --data ${JSON.stringify(path.resolve(data))}`;
  terminal.note(`The library: ${player}/`);
  terminal.note('Add an article of your own:');
  terminal.note(`  npx diglot add FILE --local${where}`);
  terminal.note('or, the same with the AWS CLI:');
  const environment = `AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} AWS_DEFAULT_REGION=${region}`;
  terminal.note(`  ${environment} aws --endpoint-url ${endpoints.s3} s3 cp FILE s3://${buckets.articles}/uploads/`);
}

/** @throws the signal's reason, as soon as the user wants to leave */
async function leaving(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}
