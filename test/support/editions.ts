import type { Edition, Paragraph, ParagraphKind, Version } from '../../core/edition/schema.ts';
import type { Language } from '../../core/languages.ts';

/** Sentences of both languages, pair by pair; a clip lasts `msPerWord` for each word, and each word has its time. */
export interface Written {
  readonly kind?: ParagraphKind;
  readonly fr: readonly string[];
  readonly en: readonly string[];
  /** Languages in which it is not spoken. */
  readonly silent?: readonly Language[];
}

export const msPerWord = 400;

/** Paragraphs as publish has them, each word 400 ms after the other, the first 25 ms into its clip. */
export function spokenParagraphs(...written: readonly Written[]): Paragraph[] {
  const endMs: Record<Language, number> = { fr: 0, en: 0 };
  return written.map(({ kind = 'text', silent = [], ...sentences }, index) => {
    const version = (language: Language): Version => {
      const unspoken = versionOf(index, sentences[language]);
      if (silent.includes(language)) return unspoken;
      const words = wordsOf(unspoken.text, language);
      const durationMs = 100 + words.length * msPerWord;
      const clip = { file: `clips/${language}${index}.mp3`, durationMs, startMs: endMs[language] };
      endMs[language] += durationMs;
      return { ...unspoken, clip: { ...clip, timings: 'words', words } };
    };
    return {
      index,
      kind,
      versions: { fr: version('fr'), en: { ...version('en'), origin: 'machine', engine: 'test' } },
    };
  });
}

function versionOf(index: number, texts: readonly string[]): Version {
  let start = 0;
  const sentences = texts.map((text, sentence) => {
    const span = { id: `p${index}s${sentence}`, start, end: start + text.length };
    start = span.end + 1;
    return span;
  });
  return { text: texts.join(' '), sentences, spoken: [] };
}

function wordsOf(text: string, language: Language) {
  const segments = Array.from(new Intl.Segmenter(language, { granularity: 'word' }).segment(text));
  return segments
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }, word) => ({ start: index, end: index + segment.length, ms: 25 + word * msPerWord }));
}

/** A complete edition of these paragraphs. */
export function editionOf(paragraphs: Paragraph[], title = 'Le temps'): Edition {
  return {
    schema: 1,
    status: 'complete',
    article: {
      id: 'temps-0a1b2c',
      revision: '01',
      title,
      languages: ['fr', 'en'],
      uploadedAt: '2026-11-23T10:00:00Z',
      source: { key: 'uploads/temps.txt', versionId: 'v1', bytes: 1 },
    },
    paragraphs,
    audio: {
      fr: { file: 'article.fr.mp3', durationMs: 1 },
      en: { file: 'article.en.mp3', durationMs: 1 },
      'fr-en': { file: 'article.fr-en.mp3', durationMs: 1 },
    },
    downloads: [],
    warnings: [],
  };
}

/** Sentences that markup, captions and line-based formats may stumble over. */
export const nastySentences: readonly string[] = [
  'a --> b, ]]> & < > " \' &amp; &nbsp;',
  '<script>alert(1)</script><!-- -->',
  '00:00:01.000 --> 00:00:02.000',
  'WEBVTT',
  'NOTE rien',
  'Une ligne\n\nune autre\r\nune troisième\u2028et\u0085encore',
  '<00:00:01.000>{\\an8}<b>gras</b>',
  '# titre ## et **gras** _souligné_ `code` [lien](x) ![image](y) ~~non~~ | a |',
  '1. premier',
  '12) deuxième',
  '- tiret',
  '+ plus',
  '---',
  '===',
  '> cité',
  '    code',
  '```',
  'fin de titre ##',
  'snake_case et 2*3*4, https://exemple.fr/a_b?c=d&copy=1',
  '👨‍👩‍👧 🎉 été, œuvre, ½',
  'العربية في النص, עברית',
  'long '.repeat(60).trim(),
  '\\ barre \\* oblique \\',
];
