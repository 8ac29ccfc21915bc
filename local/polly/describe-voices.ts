import { notInEnum, PollyError } from './errors.ts';
import { engines, languageNames, type PollyVoice, voices } from './voices.ts';

/** Voices of one answer; fewer than there are, so that clients must follow NextToken as they may have to on AWS. */
const PAGE = 20;

/**
 * DescribeVoices.
 * @param query Engine, LanguageCode, IncludeAdditionalLanguageCodes and NextToken, all optional
 * @throws PollyError InvalidNextTokenException or ValidationException
 */
export function describeVoices(query: URLSearchParams): { Voices: readonly object[]; NextToken?: string } {
  const found = voices.filter(voice => hasEngine(voice, query.get('Engine')) && speaks(voice, query));
  const start = parseToken(query.get('NextToken'), found.length);
  const end = start + PAGE;
  const Voices = found.slice(start, end).map(describe);
  return end < found.length ? { Voices, NextToken: tokenFor(end) } : { Voices };
}

function hasEngine(voice: PollyVoice, wanted: string | null): boolean {
  if (wanted === null) return true;
  const engine = engines.find(name => name === wanted);
  if (engine === undefined) throw notInEnum(wanted, 'engine', engines);
  return voice.engines.includes(engine);
}

function speaks(voice: PollyVoice, query: URLSearchParams): boolean {
  const wanted = query.get('LanguageCode');
  if (wanted === null || voice.languageCode === wanted) return true;
  const additional = query.get('IncludeAdditionalLanguageCodes')?.toLowerCase() === 'true';
  return additional && voice.additionalLanguageCodes.includes(wanted);
}

function describe(voice: PollyVoice): object {
  return {
    Gender: voice.gender,
    Id: voice.id,
    LanguageCode: voice.languageCode,
    LanguageName: languageNames[voice.languageCode] ?? voice.languageCode,
    Name: voice.name,
    SupportedEngines: voice.engines,
    ...(voice.additionalLanguageCodes.length === 0 ? {} : { AdditionalLanguageCodes: voice.additionalLanguageCodes }),
  };
}

const TOKEN = /^voice-(?<start>[1-9]\d{0,5})$/;

function tokenFor(start: number): string {
  return Buffer.from(`voice-${start}`).toString('base64url');
}

function parseToken(token: string | null, count: number): number {
  if (token === null) return 0;
  const start = Number(TOKEN.exec(Buffer.from(token, 'base64url').toString())?.groups?.['start']);
  if (start < count) return start;
  throw new PollyError('InvalidNextTokenException', 'The NextToken is none that DescribeVoices gave for this query.');
}
