import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, type Paragraph, paragraphKinds } from '../../../core/edition/schema.ts';
import { htmlElement } from '../../../core/page/html.ts';
import { sentencePieces } from '../../../core/page/sentence-pieces.ts';
import { type Hyperscript, paragraphBlock, transcript } from '../../../core/page/transcript.ts';
import { editionOf, nastySentences, spokenParagraphs } from '../../support/editions.ts';

/** An element as the test sees it. */
interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadonlyArray<Node | string>;
}
const node: Hyperscript<Node> = (tag, attributes, ...children) => ({ tag, attributes, children });

const textOf = (child: Node | string): string =>
  typeof child === 'string' ? child : child.children.map(textOf).join('');
const all = (child: Node | string): Node[] =>
  typeof child === 'string' ? [] : [child, ...child.children.flatMap(all)];

describe('the transcript', () => {
  it('has a block for each paragraph, with an id, its kind, and a passage in each language', () => {
    const paragraphs = spokenParagraphs(
      { kind: 'title', fr: ['Le temps'], en: ['Time'] },
      { kind: 'listItem', fr: ['Un.'], en: ['One.'] },
    );
    const blocks = transcript(editionOf(paragraphs), node);
    expect(blocks.map(({ attributes }) => attributes)).toEqual([
      { class: 'pair', id: 'p0', 'data-kind': 'title' },
      { class: 'pair', id: 'p1', 'data-kind': 'listItem' },
    ]);
    expect(blocks.flatMap(all).map(({ tag, attributes }) => `${tag} ${attributes['lang'] ?? ''}`.trim())).toEqual(
      'div,div fr,h1,span fr,div en,h1,span en,div,div fr,ul,li,span fr,div en,ul,li,span en'.split(','),
    );
  });

  it('marks each sentence with its id and language, and loses no letter between them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...nastySentences), { minLength: 1, maxLength: 6 }), sentences => {
        const [paragraph] = spokenParagraphs({ fr: sentences, en: sentences });
        if (paragraph === undefined) throw new Error('There is one.');
        const passages = paragraphBlock(paragraph, 'complete', node).children;
        for (const [at, language] of (['fr', 'en'] as const).entries()) {
          const passage = passages[at] ?? '';
          expect(textOf(passage)).toBe(paragraph.versions[language]?.text);
          const spans = all(passage).filter(({ attributes }) => attributes['class'] === 'sentence');
          expect(spans.map(textOf)).toEqual(sentences);
          expect(spans.map(({ attributes }) => [attributes['data-sentence'], attributes['lang']])).toEqual(
            sentences.map((_, sentence) => [`p0s${sentence}`, language]),
          );
        }
      }),
    );
  });

  it.each(paragraphKinds)('lets a %s run from the side that its text begins at, in each language', kind => {
    const blocks = transcript(editionOf(spokenParagraphs({ kind, fr: ['مرحبا.'], en: ['Hello.'] })), node);
    const passages = blocks.flatMap(({ children }) => children);
    const texts = passages.flatMap(passage => (typeof passage === 'string' ? [] : passage.children));
    expect(texts.map(text => all(text).map(({ attributes }) => attributes['dir']))).toEqual(
      texts.map(text => all(text).map((_, depth) => (depth === 0 ? 'auto' : undefined))),
    );
    expect(texts).toHaveLength(2);
  });

  it('says of a passage without text whether it is on its way', () => {
    const [spoken] = spokenParagraphs({ fr: ['Oui.'], en: ['Yes.'] });
    const { en: _, ...french } = spoken?.versions ?? {};
    const paragraph: Paragraph = { index: 0, kind: 'text', versions: french };
    const english = (status: 'narrating' | 'partial') =>
      textOf(paragraphBlock(paragraph, status, node).children[1] ?? '');
    expect([english('narrating'), english('partial')]).toEqual([
      'Being translated…',
      'This paragraph was not translated.',
    ]);
  });
});

describe('the links of a transcript', () => {
  const linked = (links: Link[]): Node => {
    const [paragraph] = spokenParagraphs({ fr: ['Un lien ici.', 'Et là.'], en: ['A link here.', 'And there.'] });
    const fr = paragraph?.versions.fr;
    if (paragraph === undefined || fr === undefined) throw new Error('There is one.');
    return paragraphBlock({ ...paragraph, versions: { fr: { ...fr, links } } }, 'complete', node);
  };
  const anchors = (links: Link[]) =>
    all(linked(links))
      .filter(({ tag }) => tag === 'a')
      .map(anchor => [textOf(anchor), anchor.attributes]);

  it('lead where they led, without telling from where', () => {
    const attributes = { href: 'https://exemple.fr/a?b=1', rel: 'noopener noreferrer' };
    expect(anchors([{ start: 3, end: 7, href: 'https://exemple.fr/a?b=1' }])).toEqual([['lien', attributes]]);
  });

  it('stand in each sentence that they reach over', () => {
    const links = [{ start: 8, end: 15, href: 'mailto:a@exemple.fr' }];
    expect(anchors(links).map(([text]) => text)).toEqual(['ici.', 'Et']);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:alert(1)', 'vbscript:x', '//exemple.fr', 'http://['])(
    'do not lead to %s',
    href => {
      expect(anchors([{ start: 3, end: 7, href }])).toEqual([]);
    },
  );

  it('that must not be followed cut nothing', () => {
    const links = [{ start: 2, end: 4, href: 'javascript:alert(1)' }];
    expect(sentencePieces({ start: 0, end: 9 }, links)).toEqual([{ start: 0, end: 9 }]);
  });

  it('cut a sentence into pieces that are the sentence again', () => {
    const span = fc.tuple(fc.nat(60), fc.nat(12)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span), span, (spans, sentence) => {
        const links = spans.sort((a, b) => a.start - b.start).map(link => ({ ...link, href: 'https://exemple.fr/' }));
        const pieces = sentencePieces(sentence, links);
        let { start } = sentence;
        for (const piece of pieces) {
          expect(piece.start).toBe(start);
          expect(piece.end).toBeGreaterThan(piece.start);
          start = piece.end;
        }
        expect(start).toBe(sentence.end);
      }),
    );
  });
});

describe('an element as text', () => {
  it.each(nastySentences)('escapes %j', text => {
    const { xml: written } = htmlElement('p', { title: text }, text);
    expect(written.replaceAll(/&(?:amp|lt|gt|quot);/gu, '')).not.toMatch(/<(?!p |\/p>$)|&/u);
  });
});
