import type { ParagraphKind } from '../edition/schema.ts';
import { DiglotError } from '../errors.ts';
import type { Language } from '../languages.ts';
import { pollyMaxBilledCharacters, pollyMaxTotalCharacters } from '../limits.ts';
import type { Engine } from '../settings.ts';
import { type Audible, audibleOf, audibleOffset, writtenStretch } from './audible.ts';
import { cutIntoChunks } from './cuts.ts';
import { englishRules } from './en/rules.ts';
import { foreignSpans } from './foreign.ts';
import { frenchRules } from './fr/rules.ts';
import { type Lexicon, lexiconSubstitutions } from './lexicon.ts';
import { clipPiece, type Piece, piecesOf } from './pieces.ts';
import { applyRules, Claims, type RuleBook, type Substitution, type Surroundings } from './rules.ts';
import { cutAtSentences } from './sentence-cuts.ts';
import { renderChunk } from './ssml.ts';
import type { ChunkLimits, Span, SpeechChunk, SpokenForm, Utterance } from './types.ts';
import { unspokenRules } from './unspoken.ts';

/** Changes whenever the same text may get another spoken form; part of every clip's cache key. */
export const spokenRulesVersion = 3;

export interface SpokenFormOptions {
  /** Wins over the rules. */
  readonly lexicon?: Lexicon;
  /** All of Polly’s engines honour the tags used here (sub, break, lang), so today this changes nothing. */
  readonly engine?: Engine;
  /** Polly's if not given. At least minChunkLimits. */
  readonly limits?: ChunkLimits;
  /** As few requests as the limits allow, if not given; or one at least for each sentence. */
  readonly cut?: 'requests' | 'sentences';
}

/** A longer reading is dropped and the token left to the voice. */
const maxAliasCharacters = 400;

/** The least limits that can hold any one substitution. */
export const minChunkLimits: ChunkLimits = { maxBilledCharacters: 400, maxTotalCharacters: 3_300 };

const pollyLimits: ChunkLimits = {
  maxBilledCharacters: pollyMaxBilledCharacters,
  maxTotalCharacters: pollyMaxTotalCharacters,
};

const ruleBooks: Readonly<Record<Language, RuleBook>> = {
  fr: { ...frenchRules, rules: [...frenchRules.rules, ...unspokenRules] },
  en: { ...englishRules, rules: [...englishRules.rules, ...unspokenRules] },
};

/**
 * As a narrator leaves them: a voice adds a tenth of a second of its own or so. Each is below a second, in case a clip is
 * heard alone; a heading has one on both sides, so that more stands before it than after.
 */
const pauseAfterMs: Readonly<Record<ParagraphKind, number>> = {
  kicker: 600,
  title: 950,
  heading: 800,
  text: 650,
  quote: 650,
  listItem: 450,
  caption: 650,
};
const pauseBeforeHeadingMs = 450;

/** Between sentences that are spoken one by one: what a voice makes by itself within one request. */
const sentencePauseMs = 300;

/**
 * What the voice is given for a paragraph: numbers, abbreviations and the like in words, everything else as written,
 * cut into requests at the best places. The same input gives the same output; linear in the text.
 * @throws DiglotError InvalidConfiguration if the limits are below minChunkLimits
 */
export function spokenForm(utterance: Utterance, options: SpokenFormOptions = {}): SpokenForm {
  const limits = checkedLimits(options.limits ?? pollyLimits);
  const audible = audibleOf(utterance.text);
  const claims = new Claims(audible.text.length);
  const chosen = options.lexicon === undefined ? [] : lexiconSubstitutions(options.lexicon, audible.plain, claims);
  const foreign = foreignSpans(audible.plain, utterance.language, claims);
  const ruled = applyRules(ruleBooks[utterance.language], surroundingsOf(utterance, audible), claims);
  const substitutions = [...chosen, ...ruled]
    // A reading may come from a user's file: it holds no more than a text may.
    .map(substitution => ({ ...substitution, spoken: audibleOf(substitution.spoken).text }))
    .filter(({ spoken }) => spoken.length <= maxAliasCharacters)
    .sort((a, b) => a.start - b.start);
  return {
    chunks: chunksOf(utterance, audible, piecesOf(audible.text.length, substitutions, foreign), limits, options.cut),
    changes: substitutions.map(substitution => changeOf(utterance.text, audible, substitution)),
  };
}

function surroundingsOf({ kind }: Utterance, { plain }: Audible): Surroundings {
  return {
    plain,
    kind,
    allCapitals: /\p{Lu}/u.test(plain) && !/\p{Ll}/u.test(plain) && /\p{L} |\p{L}{5}/u.test(plain),
  };
}

function checkedLimits(limits: ChunkLimits): ChunkLimits {
  const { maxBilledCharacters, maxTotalCharacters } = minChunkLimits;
  if (limits.maxBilledCharacters >= maxBilledCharacters && limits.maxTotalCharacters >= maxTotalCharacters)
    return limits;
  throw new DiglotError({
    code: 'InvalidConfiguration',
    message: `Speech cannot be cut into ${limits.maxBilledCharacters} billed and ${limits.maxTotalCharacters} total characters a request.`,
    remedy: `Allow at least ${maxBilledCharacters} billed and ${maxTotalCharacters} total characters.`,
  });
}

function chunksOf(
  utterance: Utterance,
  audible: Audible,
  pieces: readonly Piece[],
  limits: ChunkLimits,
  cut: SpokenFormOptions['cut'],
): SpeechChunk[] {
  const sentenceStarts = new Set(utterance.sentences.map(({ start }) => audibleOffset(audible, start)));
  const fitting = cutIntoChunks(audible, pieces, sentenceStarts, limits);
  const stretches = cut === 'sentences' ? cutAtSentences(fitting, pieces, sentenceStarts) : fitting;
  const chunks = piecesByStretch(pieces, stretches).filter(chunk => chunk.some(piece => isSayable(audible, piece)));
  const afterMs = (index: number) => {
    const next = chunks[index + 1]?.[0];
    if (next === undefined) return pauseAfterMs[utterance.kind];
    return cut === 'sentences' && sentenceStarts.has(next.start) ? sentencePauseMs : 0;
  };
  const beforeMs = (index: number) => (utterance.kind === 'heading' && index === 0 ? pauseBeforeHeadingMs : 0);
  return chunks.map((chunk, index) =>
    renderChunk(audible, chunk, { beforeMs: beforeMs(index), afterMs: afterMs(index) }),
  );
}

function piecesByStretch(pieces: readonly Piece[], stretches: readonly Span[]): Piece[][] {
  let next = 0;
  return stretches.map(({ start, end }) => {
    const chunk: Piece[] = [];
    for (let piece = pieces[next]; piece !== undefined && piece.start < end; piece = pieces[next]) {
      const clipped = clipPiece(piece, start, end);
      if (clipped !== undefined) chunk.push(clipped);
      if (piece.end > end) break;
      next += 1;
    }
    return chunk;
  });
}

/** Whether a voice makes a sound of it: a request of punctuation alone would come back silent. */
function isSayable(audible: Audible, { start, end, spoken }: Piece): boolean {
  return /[\p{L}\p{N}]/u.test(spoken ?? audible.text.slice(start, end));
}

function changeOf(
  written: string,
  audible: Audible,
  { start, end, spoken }: Substitution,
): SpokenForm['changes'][number] {
  const stretch = writtenStretch(audible, start, end);
  return { written: written.slice(stretch.start, stretch.end), spoken };
}
