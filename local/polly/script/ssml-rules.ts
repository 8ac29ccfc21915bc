import { invalidSsml, validationError } from '../errors.ts';
import type { Engine } from '../voices.ts';
import type { SsmlToken } from './ssml-reader.ts';

type OpenTag = Extract<SsmlToken, { kind: 'open' }>;
/** @returns what is wrong with a tag's attributes, undefined if nothing is */
type Rule = (attribute: (name: string) => string | undefined) => string | undefined;

const MAX_BREAK_MS = 10_000;

/** Each tag that Polly knows, with what it must carry. @see Amazon Polly, "Supported SSML tags", 2026-11 */
const rules: Readonly<Record<string, Rule>> = {
  speak: () => undefined,
  p: () => undefined,
  s: () => undefined,
  w: needs('role'),
  sub: needs('alias'),
  mark: needs('name'),
  lang: needs('xml:lang'),
  phoneme: needs('ph'),
  'say-as': needs('interpret-as'),
  break: breakRule,
  emphasis: attribute => oneOf(attribute('level') ?? 'moderate', ['strong', 'moderate', 'reduced', 'none']),
  prosody: attribute =>
    ['rate', 'pitch', 'volume', 'amazon:max-duration'].some(name => attribute(name) !== undefined)
      ? undefined
      : 'needs rate, pitch or volume',
  'amazon:auto-breaths': () => undefined,
  'amazon:breath': () => undefined,
  'amazon:domain': needs('name'),
  'amazon:effect': attribute =>
    ['name', 'phonation', 'vocal-tract-length'].some(name => attribute(name) !== undefined)
      ? undefined
      : 'needs name, phonation or vocal-tract-length',
};

/**
 * Holds SSML against Polly's tags, and against what the engine of the voice takes.
 * @throws PollyError InvalidSsmlException or ValidationException
 */
export function checkSsml(tokens: readonly SsmlToken[], engine: Engine): void {
  const opened = tokens.filter(token => token.kind === 'open');
  if (opened[0]?.name !== 'speak') throw invalidSsml('the root must be <speak>.');
  for (const [index, tag] of opened.entries()) {
    if (index > 0 && tag.name === 'speak') throw invalidSsml('<speak> stands inside <speak>.');
    const rule = Object.hasOwn(rules, tag.name) ? rules[tag.name] : undefined;
    if (rule === undefined) throw invalidSsml(`<${tag.name}> at character ${tag.start} is no tag of Polly.`);
    const fault = rule(name => tag.attributes.get(name));
    if (fault !== undefined) throw invalidSsml(`<${tag.name}> at character ${tag.start} ${fault}.`);
    checkEngine(tag, engine);
  }
}

/** What the newer engines refuse. Standard takes all but the newscaster. */
function checkEngine(tag: OpenTag, engine: Engine): void {
  if (tag.name === 'amazon:domain') {
    if (engine !== 'neural') throw validationError('This voice does not support one of the used SSML features');
    return;
  }
  if (engine === 'standard') return;
  const effect = tag.attributes.get('name');
  const refused =
    ['emphasis', 'amazon:auto-breaths', 'amazon:breath'].includes(tag.name) ||
    (tag.name === 'prosody' && (tag.attributes.has('pitch') || tag.attributes.has('amazon:max-duration'))) ||
    (tag.name === 'amazon:effect' && (effect !== 'drc' || engine === 'generative'));
  if (refused) throw invalidSsml(`Unsupported ${engine} feature: <${tag.name}> at character ${tag.start}.`);
}

/** Milliseconds of a `time`, such as `1.5s` or `300ms`; undefined if it is none. */
export function parseTimeMs(time: string): number | undefined {
  const { number, unit } = /^\+?(?<number>\d+(?:\.\d+)?)(?<unit>m?s)$/.exec(time)?.groups ?? {};
  return number === undefined ? undefined : Number(number) * (unit === 's' ? 1000 : 1);
}

function breakRule(attribute: (name: string) => string | undefined): string | undefined {
  const time = attribute('time');
  if (time !== undefined) {
    const ms = parseTimeMs(time);
    if (ms === undefined || ms > MAX_BREAK_MS) return `has a time of "${time}"; it takes up to 10s, or 10000ms`;
  }
  return oneOf(attribute('strength') ?? 'medium', ['none', 'x-weak', 'weak', 'medium', 'strong', 'x-strong']);
}

function needs(name: string): Rule {
  return attribute => ((attribute(name) ?? '') === '' ? `needs ${name}` : undefined);
}

function oneOf(value: string, allowed: readonly string[]): string | undefined {
  return allowed.includes(value) ? undefined : `has "${value}"; it takes ${allowed.join(', ')}`;
}
