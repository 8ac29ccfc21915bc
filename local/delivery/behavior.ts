import type { BehaviorModel, DistributionModel } from '../assembly/model.ts';

/**
 * The behavior that decides about a path: the first whose pattern fits.
 * @param path as it was sent, escapes and all
 */
export function behaviorFor({ behaviors }: DistributionModel, path: string): BehaviorModel {
  const found = behaviors.find(({ pathPattern }) => fits(pathPattern, path));
  if (found === undefined) throw new Error('The last behavior of a distribution fits every path.');
  return found;
}

/**
 * Whether a path fits a pattern of CloudFront: `*` is anything, slashes included, `?` is one character; case counts.
 * The slash at the beginning of a pattern may be left out.
 */
function fits(pattern: string, path: string): boolean {
  const literal = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  const source = literal
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(path);
}
