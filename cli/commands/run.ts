import type { Command } from 'commander';
import { articleFiles } from '../article-files.ts';
import { checkOutFolder, dataFolderOf, shownPath } from '../cloud/folders.ts';
import { openLocalCloud } from '../cloud/local-cloud.ts';
import { localTarget } from '../cloud/target.ts';
import type { CliContext } from '../context.ts';
import { deliverArticles } from '../deliver.ts';
import { dataOption, examples, jsonOption, noMemoryOption, outOption } from './options.ts';

interface RunOptions {
  readonly out: string;
  readonly data?: string;
  readonly json: boolean;
  readonly memory: boolean;
}

/** `diglot run FILE…`: a local cloud for the occasion. */
export function addRun(program: Command, context: CliContext): void {
  program
    .command('run')
    .summary('make editions of articles on this machine')
    .description(
      'Starts the local cloud (or uses the one that runs), uploads the articles, waits, and writes the folder of each edition.\n' +
        'Exit codes: 0 done, 2 wrong use, 3 bad input, 4 partial, 5 a service or the cloud failed.',
    )
    .argument('<file...>', 'articles in French: .txt, .md or .html')
    .addOption(outOption())
    .addOption(dataOption())
    .addOption(jsonOption('print one JSON line an article: articleId, status, out, paragraphs, receipt, error'))
    .addOption(noMemoryOption())
    .addHelpText(
      'after',
      examples([
        'npx diglot run article.txt',
        'npx diglot run *.md --out editions --json',
        'npx diglot run article.txt --no-memory',
      ]),
    )
    .action(async (names: string[], options: RunOptions) => {
      const files = articleFiles(names);
      checkOutFolder(options.out);
      const dataFolder = dataFolderOf(context.projectFolder, options.data);
      context.whenStopped(
        `Stopped. What is made is kept in ${shownPath(dataFolder)}: the same command goes on from there.`,
      );
      const cloud = await openLocalCloud(context, dataFolder);
      if (!cloud.isOwn)
        context.whenStopped(
          'Stopped. The local cloud that runs goes on with what was uploaded; the same command waits for it again.',
        );
      const target = localTarget(cloud.description);
      try {
        const { json, out, memory: useMemory } = options;
        context.endWith(await deliverArticles(context, target, files, { json, out, useMemory }));
      } finally {
        target.s3.destroy();
        await cloud.close();
      }
    });
}
