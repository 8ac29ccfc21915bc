import { priceList } from '../core/cost/prices.ts';
import type { Quote } from '../core/cost/quote.ts';
import type { QuoteOutcome } from './quotes.ts';
import { warningLines } from './warning-lines.ts';

/**
 * A quote for a person to read:
 *
 *     article.txt
 *       translate            2,109 new           0 reused    0.0316 USD
 *       speech             ~ 4,062 new           0 reused    0.0650 USD
 *       speech marks       ~ 4,062 new                       0.0650 USD
 *       total                                                0.1616 USD, at most 0.2421
 *       ~ is an estimate: …
 *       warning EncodingGuessed: …
 *
 * @returns its lines; none for an article that would be refused
 */
export function quoteLines({ file, quote, warnings }: QuoteOutcome): string[] {
  if (quote === null) return [];
  const { translate, narrate, usd, exact, basis } = quote;
  const speech = exact ? '' : '~ ';
  return [
    file,
    row('translate', count(translate.characters), translate.reused, usd.translate),
    row('speech', `${speech}${count(narrate.characters)}`, narrate.reused, usd.narrate),
    row('speech marks', `${speech}${count(narrate.markCharacters)}`, undefined, usd.marks),
    `${row('total', undefined, undefined, usd.total)}${bound(quote)}`,
    ...(basis === null ? [] : [`  ~ is an estimate of ${basis}`]),
    ...warningLines(warnings),
  ];
}

/** Below several quotes. */
export function totalLine(outcomes: readonly QuoteOutcome[]): string {
  const quotes = outcomes.flatMap(({ quote }) => quote ?? []);
  const total = quotes.reduce((usd, quote) => usd + quote.usd.total, 0);
  const most = quotes.reduce((usd, quote) => usd + quote.usdAtMost, 0);
  const size = quotes.length === 1 ? '1 article' : `${quotes.length} articles`;
  const bounded = quotes.every(({ exact }) => exact) ? '' : `, at most ${most.toFixed(4)}`;
  return `${size}: ${total.toFixed(4)} USD${bounded} (prices of ${priceList.region}, ${priceList.lookedUp})`;
}

function bound({ exact, usdAtMost }: Quote): string {
  return exact ? ', exact' : `, at most ${usdAtMost.toFixed(4)}`;
}

function row(name: string, made: string | undefined, reused: number | undefined, usd: number): string {
  const cells = [
    `  ${name.padEnd(14)}`,
    (made === undefined ? '' : `${made} new`).padStart(18),
    (reused === undefined ? '' : `${count(reused)} reused`).padStart(20),
    `${usd.toFixed(4)} USD`.padStart(16),
  ];
  return cells.join('');
}

function count(characters: number): string {
  return characters.toLocaleString('en-US');
}
