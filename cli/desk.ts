import type { DeskRefusal } from '../core/contracts/desk.ts';
import { uploadsPrefix } from '../core/keys.ts';
import { defaultArticleLimits } from '../core/limits.ts';
import { articleExtensions, formatOf } from '../core/text/format.ts';
import type { CloudDescription } from '../local/cloud-description.ts';
import type { Desk, DroppedFile } from '../local/delivery/desk.ts';
import { localTarget, type Target } from './cloud/target.ts';
import { uploadBytes } from './cloud/upload.ts';
import type { CliContext } from './context.ts';
import { failureOf } from './failure-of.ts';

/**
 * The desk of a local cloud: does with a file that was put on its page what `diglot quote` and `diglot add` do with one
 * that was named. It tells the page alone.
 */
export function openDesk({ projectFolder, signal }: CliContext, description: CloudDescription): Desk {
  const { maxBytes } = description.settings?.limits ?? defaultArticleLimits;
  const atTarget = <Answer>(work: (target: Target) => Promise<Answer>) => orRefusal(description, work);
  return {
    description: { desk: true, maxBytes, extensions: [...articleExtensions] },
    quote: ({ name, bytes }) =>
      atTarget(async target => {
        // Only now: it reads articles, and most clouds are started without a page being open.
        const { openQuoter } = await import('./quotes.ts');
        const quoteArticle = await openQuoter(projectFolder, target, { useMemory: true });
        const article = { name, key: keyOf(name), read: async () => new Uint8Array(bytes) };
        const { outcome } = await quoteArticle(article);
        const { articleId, quote, error } = outcome;
        if (quote !== null) return { articleId, quote: { ...quote, speech: [...quote.speech] } };
        return { error: error ?? unexplained };
      }),
    add: ({ name, bytes }) =>
      atTarget(async target => {
        const key = keyOf(name);
        formatOf(key);
        const { articleId } = await uploadBytes(target, { key, bytes }, { useMemory: true, signal });
        return { articleId };
      }),
  };
}

/** @returns what came of it, or why nothing did */
async function orRefusal<Answer>(
  description: CloudDescription,
  work: (target: Target) => Promise<Answer>,
): Promise<Answer | DeskRefusal> {
  const target = localTarget(description);
  try {
    return await work(target);
  } catch (error) {
    return { error: failureOf(error).failure };
  } finally {
    target.s3.destroy();
  }
}

function keyOf(name: DroppedFile['name']): string {
  return `${uploadsPrefix}${name}`;
}

const unexplained: DeskRefusal['error'] = {
  code: 'Unexpected',
  message: 'The article has neither a quote nor a reason why not.',
  remedy: 'This is a defect of Diglot: report it.',
};
