import { espeakLanguage } from '../voices.ts';
import { attributeText, writeMarkup } from './espeak-markup.ts';
import { countCharacters, type Script } from './script.ts';
import { type Attributes, joinSourced, type SourcedText, type SsmlToken, sourced } from './ssml-reader.ts';
import { type Span, sentencesOf, wordsOf } from './words.ts';

/** Between sentences and paragraphs; eSpeak's own `<s>` and `<p>` are silent for 640 ms before the first of them too. */
const BLOCK_PAUSES_MS: Readonly<Record<string, number>> = { s: 370, p: 640 };

/** The tags that eSpeak NG understands as Polly does, by Polly's name. */
const passedOn: Readonly<Record<string, (attributes: Attributes) => { open: string; close: string } | undefined>> = {
  emphasis: attributes => element('emphasis', [['level', attributes.get('level') ?? 'moderate']]),
  prosody: attributes =>
    element(
      'prosody',
      ['rate', 'pitch', 'volume'].map(name => [name, attributes.get(name)] as const),
    ),
  lang: attributes => element('voice', [['xml:lang', espeakLanguage(attributes.get('xml:lang') ?? '')]]),
  'say-as': attributes => element('say-as', [['interpret-as', espeakSayAs(attributes.get('interpret-as') ?? '')]]),
};

/**
 * SSML that has been read and checked, as a script.
 * @param language BCP 47, for the sentences
 */
export function ssmlScript(source: string, tokens: readonly SsmlToken[], language: string): Script {
  const composer = new Composer(language);
  for (const token of tokens) composer.take(token);
  return composer.script(source);
}

type OpenTag = Extract<SsmlToken, { kind: 'open' }>;

class Composer {
  readonly #language: string;
  readonly #writer = writeMarkup();
  readonly #words: Span[] = [];
  readonly #sentences: Span[] = [];
  readonly #marks: Array<Span & { id: string; name: string }> = [];
  /** What closes each open tag for eSpeak NG; empty where it was not passed on. */
  readonly #closings: string[] = [];
  /** The text of the sentence or paragraph so far. */
  #block: SourcedText[] = [];
  /** The `<sub>` that is open. */
  #alias: { readonly text: string; readonly written: SourcedText[] } | undefined;
  #billedCharacters = 0;
  #duePauseMs = 0;
  #endsWithPause = false;

  constructor(language: string) {
    this.#language = language;
  }

  take(token: SsmlToken): void {
    if (token.kind === 'text') this.#takeText(token.text);
    else if (token.kind === 'open') this.#open(token);
    else this.#close(token.name);
  }

  script(source: string): Script {
    return {
      ...this.#writer.end(),
      source,
      words: this.#words,
      sentences: this.#sentences,
      marks: this.#marks,
      endsWithPause: this.#endsWithPause,
      billedCharacters: this.#billedCharacters,
    };
  }

  #takeText(text: SourcedText): void {
    this.#billedCharacters += countCharacters(text.text);
    if (this.#alias !== undefined) {
      this.#alias.written.push(text);
      return;
    }
    this.#block.push(text);
    if (text.text.trim() !== '') this.#beginSound();
    this.#writer.text(text);
    this.#words.push(...wordsOf(text));
  }

  #open(tag: OpenTag): void {
    const { name, attributes } = tag;
    if (name in BLOCK_PAUSES_MS) this.#endBlock(name);
    if (name === 'break') this.#pause(breakTag(attributes));
    if (name === 'mark') this.#mark(tag);
    if (name === 'sub') this.#alias = { text: attributes.get('alias') ?? '', written: [] };
    const passed = this.#alias === undefined ? passedOn[name]?.(attributes) : undefined;
    this.#writer.tag(passed?.open ?? '');
    this.#closings.push(passed?.close ?? '');
  }

  #close(name: string): void {
    if (name === 'sub') this.#closeAlias();
    this.#writer.tag(this.#closings.pop() ?? '');
    if (name in BLOCK_PAUSES_MS || name === 'speak') this.#endBlock(name);
  }

  #pause(tag: string): void {
    this.#payPause();
    this.#writer.tag(tag);
    this.#endsWithPause = true;
  }

  #mark({ attributes, start, end }: OpenTag): void {
    this.#payPause();
    const id = `mark${this.#marks.length}`;
    this.#marks.push({ id, name: attributes.get('name') ?? '', start, end });
    this.#writer.tag(`<mark name="${id}"/>`);
  }

  /** One word, whatever the alias says: its mark covers what is written. */
  #closeAlias(): void {
    if (this.#alias === undefined) return;
    const written = joinSourced(this.#alias.written);
    const alias = sourced(this.#alias.text, 0);
    this.#alias = undefined;
    this.#block.push(written);
    const word = trimmedSpan(written);
    if (word !== undefined) this.#words.push(word);
    this.#beginSound();
    this.#writer.text(alias, word?.start ?? -1);
  }

  #endBlock(tag: string): void {
    this.#sentences.push(...sentencesOf(joinSourced(this.#block), this.#language));
    if (this.#block.length > 0) this.#duePauseMs = Math.max(this.#duePauseMs, BLOCK_PAUSES_MS[tag] ?? 0);
    this.#block = [];
  }

  #beginSound(): void {
    this.#payPause();
    this.#endsWithPause = false;
  }

  /** A pause between blocks is due when the next one begins to sound: before the first and after the last is none. */
  #payPause(): void {
    const spoken = this.#words.length > 0;
    if (spoken && this.#duePauseMs > 0) this.#writer.tag(`<break time="${this.#duePauseMs}ms"/>`);
    this.#duePauseMs = 0;
  }
}

function trimmedSpan({ text, starts, ends }: SourcedText): Span | undefined {
  const trimmed = text.trim();
  const first = text.indexOf(trimmed);
  const start = starts[first];
  const end = ends[first + trimmed.length - 1];
  return trimmed === '' || start === undefined || end === undefined ? undefined : { start, end };
}

function breakTag(attributes: Attributes): string {
  const [name, value] = attributes.has('time')
    ? ['time', attributes.get('time') ?? '']
    : ['strength', attributes.get('strength') ?? 'medium'];
  return `<break ${name}="${attributeText(value)}"/>`;
}

function element(
  name: string,
  attributes: ReadonlyArray<readonly [string, string | undefined]>,
): { open: string; close: string } | undefined {
  const given = attributes.flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attributeText(value)}"`],
  );
  return given.length === 0 ? undefined : { open: `<${name}${given.join('')}>`, close: `</${name}>` };
}

/** eSpeak NG spells and counts digits; for the rest, such as dates, its own reading of numbers is as good. */
function espeakSayAs(interpretAs: string): string | undefined {
  if (['characters', 'spell-out', 'verbatim'].includes(interpretAs)) return 'characters';
  return ['digits', 'telephone'].includes(interpretAs) ? 'digits' : undefined;
}
