import type { Command } from 'commander';
import { articleFiles } from '../article-files.ts';
import { dataFolderOf } from '../cloud/folders.ts';
import { openLocalCloud } from '../cloud/local-cloud.ts';
import { localTarget, type Target } from '../cloud/target.ts';
import type { CliContext } from '../context.ts';
import { worstExitCode } from '../exit-codes.ts';
import { quoteLines, totalLine } from '../quote-table.ts';
import { quoteArticles } from '../quotes.ts';
import { examples, jsonOption, noMemoryOption } from './options.ts';
import { type TargetOptions, withTarget, withTargetOptions } from './target-options.ts';

interface QuoteOptions extends TargetOptions {
  readonly json: boolean;
  readonly memory: boolean;
}

/** `diglot quote FILE…`: what articles will cost on AWS. */
export function addQuote(program: Command, context: CliContext): void {
  const command = program
    .command('quote')
    .summary('say what articles will cost')
    .description(
      'Says what articles will cost on AWS, in characters and USD by service: what is new, and what was paid for before.\n' +
        'Pays nothing, uploads nothing. Without --local or --stack it looks into the data folder, as run would.',
    )
    .argument('<file...>', 'articles in French: .txt, .md or .html')
    .addOption(jsonOption('print one JSON line an article: articleId, file, quote, error, warnings'))
    .addOption(noMemoryOption());
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot quote article.txt', 'npx diglot quote *.md --stack Diglot --json']))
    .action(async (names: string[], options: QuoteOptions) => {
      const files = articleFiles(names);
      context.whenStopped('Stopped. A quote pays nothing and keeps nothing: the same command begins anew.');
      await withQuotedTarget(context, options, async target => {
        const quoted = await quoteArticles(context, target, files, { useMemory: options.memory });
        for (const { outcome } of quoted) {
          if (outcome.error !== null) context.terminal.fail(outcome.error, outcome.file);
          if (options.json) context.terminal.print(JSON.stringify(outcome));
          else for (const line of quoteLines(outcome)) context.terminal.print(line);
        }
        if (!options.json && quoted.length > 1) context.terminal.print(totalLine(quoted.map(({ outcome }) => outcome)));
        context.endWith(worstExitCode(quoted.map(({ exitCode }) => exitCode)));
      });
    });
}

/** The stack that is named; else the local cloud of the data folder, which goes on with nothing for our sake. */
async function withQuotedTarget(
  context: CliContext,
  options: QuoteOptions,
  work: (target: Target) => Promise<void>,
): Promise<void> {
  if (options.local === true || options.stack !== undefined) return withTarget(context, options, work);
  const cloud = await openLocalCloud(context, dataFolderOf(context.projectFolder, options.data), { standby: true });
  const target = localTarget(cloud.description);
  try {
    await work(target);
  } finally {
    target.s3.destroy();
    await cloud.close();
  }
}
