import type { Command } from 'commander';
import { type ArticleFile, articleFiles } from '../article-files.ts';
import type { Target } from '../cloud/target.ts';
import { uploadArticle } from '../cloud/upload.ts';
import type { CliContext } from '../context.ts';
import { deliverArticles } from '../deliver.ts';
import { examples, jsonOption, noMemoryOption } from './options.ts';
import { type TargetOptions, withTarget, withTargetOptions } from './target-options.ts';

interface AddOptions extends TargetOptions {
  readonly wait: boolean;
  readonly json: boolean;
  readonly memory: boolean;
}

/** `diglot add FILE…`: uploads to a stack that runs already. */
export function addAdd(program: Command, context: CliContext): void {
  const command = program
    .command('add')
    .summary('upload articles to a running cloud or a deployed stack')
    .description('Uploads articles. Prints the id of each; with --wait, when its edition is ready.')
    .argument('<file...>', 'articles in French: .txt, .md or .html')
    .option('--wait', 'wait until every edition is complete, partial or failed', false)
    .addOption(jsonOption('print one JSON line an article'))
    .addOption(noMemoryOption());
  withTargetOptions(command)
    .addHelpText('after', examples(['npx diglot add article.txt --local', 'npx diglot add *.md --stack Diglot --wait']))
    .action(async (names: string[], options: AddOptions) => {
      const files = articleFiles(names);
      const { json, memory: useMemory } = options;
      context.whenStopped(
        'Stopped. What was uploaded stays, and is made; the same command goes on from there, and pays nothing twice.',
      );
      await withTarget(context, options, async target => {
        if (options.wait) {
          context.endWith(await deliverArticles(context, target, files, { json, useMemory, out: undefined }));
          return;
        }
        for (const file of files) await addOne(context, target, file, options);
      });
    });
}

async function addOne(
  { terminal, signal }: CliContext,
  target: Target,
  file: ArticleFile,
  { memory, json }: AddOptions,
): Promise<void> {
  const { articleId, key } = await uploadArticle(target, file, { useMemory: memory, signal });
  terminal.print(json ? JSON.stringify({ articleId, status: 'uploaded', key }) : articleId);
}
