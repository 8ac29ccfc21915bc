import type { Edition, Paragraph } from '../edition/schema.ts';
import type { Language } from '../languages.ts';
import { languagesOf, type Mode } from './modes.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

/** A clip, or a sentence of one, that is played in its turn. Times are milliseconds. */
export interface ClipItem {
  readonly kind: 'clip';
  readonly paragraph: number;
  readonly language: Language;
  /** As the manifest names it. */
  readonly file: string;
  /** In the clip. */
  readonly fromMs: number;
  readonly toMs: number;
  /** How long the whole clip is. */
  readonly clipMs: number;
  /** When it begins in the program. */
  readonly atMs: number;
  /** The sentences that it speaks, in order; one at least. */
  readonly stretches: readonly Stretch[];
}

/** A paragraph that can not be played in a language: not yet, or not at all. It takes no time. */
export interface GapItem {
  readonly kind: 'gap';
  readonly paragraph: number;
  readonly language: Language;
  readonly reason: 'awaited' | 'silent';
  readonly atMs: number;
}

export type ProgramItem = ClipItem | GapItem;

/** What is played, from the first to the last: the one timeline of both languages. */
export interface Program {
  readonly mode: Mode;
  readonly items: readonly ProgramItem[];
  readonly durationMs: number;
}

/** An item without its place in the program. */
type Unplaced = Omit<ClipItem, 'atMs'> | Omit<GapItem, 'atMs'>;

export function programOf({ paragraphs, status }: Pick<Edition, 'paragraphs' | 'status'>, mode: Mode): Program {
  const reason = status === 'narrating' ? 'awaited' : 'silent';
  const unplaced = paragraphs.flatMap(paragraph => {
    const clips = languagesOf(mode).map(language => clipItem(paragraph, language) ?? gap(paragraph, language, reason));
    return mode === 'sentences' ? inTurn(clips) : clips;
  });
  let durationMs = 0;
  const items = unplaced.map((item): ProgramItem => {
    const atMs = durationMs;
    if (item.kind === 'gap') return { ...item, atMs };
    durationMs += item.toMs - item.fromMs;
    return { ...item, atMs };
  });
  return { mode, items, durationMs };
}

function clipItem({ index, versions }: Paragraph, language: Language): Omit<ClipItem, 'atMs'> | undefined {
  const version = versions[language];
  const clip = version?.clip;
  if (version === undefined || clip === undefined) return undefined;
  const stretches = stretchesOf(version, clip);
  if (stretches.length === 0) return undefined;
  const { file, durationMs } = clip;
  return { kind: 'clip', paragraph: index, language, file, fromMs: 0, toMs: durationMs, clipMs: durationMs, stretches };
}

function gap({ index }: Paragraph, language: Language, reason: GapItem['reason']): Omit<GapItem, 'atMs'> {
  return { kind: 'gap', paragraph: index, language, reason };
}

/**
 * The sentences of a paragraph in each language in turn. What is awaited comes first, so that they are in turn when they
 * come; what is silent comes last.
 */
function inTurn(clips: readonly Unplaced[]): Unplaced[] {
  const spoken = clips.filter(item => item.kind === 'clip');
  const sentences = new Set(spoken.flatMap(({ stretches }) => stretches.map(({ sentence }) => sentence)));
  const items: Unplaced[] = Array.from(sentences)
    .sort((a, b) => a - b)
    .flatMap(sentence =>
      spoken.flatMap(item =>
        item.stretches
          .filter(stretch => stretch.sentence === sentence)
          .map(stretch => ({ ...item, fromMs: stretch.fromMs, toMs: stretch.toMs, stretches: [stretch] })),
      ),
    );
  const gaps = clips.filter(item => item.kind === 'gap');
  return gaps.some(({ reason }) => reason === 'awaited') ? [...gaps, ...items] : [...items, ...gaps];
}
