import { describe, expect, it } from 'vitest';
import { type MarkType, type SpeechMark, speechMarks } from '../../../local/polly/marks.ts';
import { plainScript } from '../../../local/polly/script/plain-script.ts';
import type { Script } from '../../../local/polly/script/script.ts';
import { readSsml } from '../../../local/polly/script/ssml-reader.ts';
import { ssmlScript } from '../../../local/polly/script/ssml-script.ts';
import type { SpeechEvent } from '../../../local/polly/speaker-messages.ts';
import { visemeOf } from '../../../local/polly/visemes.ts';

const ssml = (inner: string) => {
  const source = `<speak>${inner}</speak>`;
  return ssmlScript(source, readSsml(source), 'fr-FR');
};
const plain = (text: string) => plainScript(text, 'fr-FR');

/** A word event where `part` begins in what eSpeak NG was given. */
function word(script: Script, part: string, timeMs: number): SpeechEvent {
  const position = Array.from(script.markup.slice(0, script.markup.indexOf(part))).length;
  return { type: 'word', position, timeMs, name: '' };
}

const marks = (script: Script, events: readonly SpeechEvent[], ...wanted: MarkType[]) =>
  speechMarks(script, { events, durationMs: 1000 }, wanted);
const times = (found: readonly SpeechMark[]) => found.map(mark => mark.time);
const values = (found: readonly SpeechMark[]) => found.map(mark => mark.value);
const slices = (script: Script, found: readonly SpeechMark[]) =>
  found.map(mark => Buffer.from(script.source).subarray(mark.start, mark.end).toString());

describe('words', () => {
  it.each([
    ['L’État d’utilisateurs aujourd’hui', ['L’État', 'd’utilisateurs', 'aujourd’hui']],
    ['«Bien sûr», dit-il… « Ah ! »', ['Bien', 'sûr', 'dit-il', 'Ah']],
    ['1.234,5 à 12:30, 12 %', ['1.234,5', 'à', '12:30', '12']],
    ['a@b.fr et AT&T — R&D.', ['a@b.fr', 'et', 'AT&T', 'R&D']],
    ['e\u0301te\u0301 so\u00adleil', ['e\u0301te\u0301', 'so\u00adleil']],
    ['مرحبا 你好 😀 monde', ['مرحبا', '你好', 'monde']],
    ['*** … 😀', []],
  ])('of %j are %j', (text, words) => {
    const script = plain(text);
    const found = marks(script, [], 'word');
    expect(values(found)).toEqual(words);
    expect(slices(script, found)).toEqual(words);
  });

  it('are found between tags and around entities, by bytes of UTF-8 with the tags', () => {
    const script = ssml('<p>Là <emphasis>é</emphasis>t<!-- x -->é AT&amp;T &#233;t&#xE9;</p>');
    const found = marks(script, [], 'word');
    expect(values(found)).toEqual(['Là', 'é', 't', 'é', 'AT&amp;T', '&#233;t&#xE9;']);
    expect(slices(script, found)).toEqual(values(found));
  });

  it('of an alias are one, and cover what is written', () => {
    const script = ssml('le <sub alias="World Wide Web"> W3 C </sub> là');
    const found = marks(script, [word(script, 'Wide', 300), word(script, 'là', 900)], 'word');
    expect(values(found)).toEqual(['le', 'W3 C', 'là']);
    expect(times(found)).toEqual([150, 300, 900]);
  });
});

describe('a word of more than 40 characters', () => {
  it('is given to eSpeak NG in parts, none of which begins with a mark, and all of which are that word', () => {
    const script = plain(`un ${'e\u0301'.repeat(50)} là`);
    expect(script.markup).toBe(`un ${'e\u0301'.repeat(20)} ${'e\u0301'.repeat(20)} ${'e\u0301'.repeat(10)} là`);
    const events = [
      word(script, 'un', 0),
      word(script, 'e\u0301', 100),
      word(script, `${'e\u0301'.repeat(10)} là`, 300),
    ];
    expect(times(marks(script, [...events, word(script, 'là', 400)], 'word'))).toEqual([0, 100, 400]);
  });

  it.each([39, 40])('is left whole up to there: %i', length => {
    expect(plain(`${'a'.repeat(length)} ${'b'.repeat(40)}`).markup).toBe(`${'a'.repeat(length)} ${'b'.repeat(40)}`);
  });

  it('is parted at 41, in an alias too', () => {
    expect(plain('a'.repeat(41)).markup).toBe(`${'a'.repeat(40)} a`);
    expect(ssml(`<sub alias="${'a'.repeat(41)}">x</sub>`).markup).toContain(`${'a'.repeat(40)} a`);
  });
});

describe('the time of a word', () => {
  it('is that of its first event', () => {
    const script = plain('en 1789 ici');
    const events = [
      word(script, 'en', 0),
      word(script, '1789', 200),
      word(script, '789', 400),
      word(script, 'ici', 700),
    ];
    expect(times(marks(script, events, 'word'))).toEqual([0, 200, 700]);
  });

  it('is that of its first sound: neither the closure before it, nor silence, nor a change of language', () => {
    const script = plain('une panne');
    const sound = (name: string, timeMs: number): SpeechEvent => ({ type: 'phoneme', position: 0, timeMs, name });
    const events = [word(script, 'une', 0), sound('(en)', 0), sound('y', 12), sound('n', 90)];
    const rest = [word(script, 'panne', 200), sound('', 201), sound('p', 254), sound('a', 270)];
    expect(times(marks(script, [...events, ...rest], 'word'))).toEqual([12, 254]);
  });

  it('is that of its share of the sounds where several words have one event', () => {
    const script = plain('of the sea');
    const sounds = [10, 60, 130, 180].map(timeMs => ({ type: 'phoneme', position: 0, timeMs, name: 'v' }) as const);
    const events = [word(script, 'of', 0), ...sounds, word(script, 'sea', 300)];
    expect(times(marks(script, events, 'word'))).toEqual([10, 130, 300]);
  });

  it('is shared between the neighbours where there was no event', () => {
    const script = plain('un deux trois quatre cinq');
    const events = [word(script, 'deux', 200), word(script, 'quatre', 600)];
    expect(times(marks(script, events, 'word'))).toEqual([100, 200, 400, 600, 800]);
  });

  it('never goes back', () => {
    const script = plain('un deux trois');
    const events = [word(script, 'un', 500), word(script, 'deux', 300), word(script, 'trois', 900)];
    expect(times(marks(script, events, 'word'))).toEqual([500, 500, 900]);
  });
});

describe('sentences', () => {
  it('start with their first word, and keep the tags that are inside', () => {
    const script = ssml('<p>Il <mark name="a"/>pleut. Et alors ?</p><s>Rien</s>');
    const events = ['Il', 'pleut', 'Et', 'alors', 'Rien'].map((text, index) => word(script, text, index * 100));
    const found = marks(script, events, 'sentence');
    expect(found.map(({ time, value }) => [time, value])).toEqual([
      [0, 'Il <mark name="a"/>pleut.'],
      [200, 'Et alors ?'],
      [400, 'Rien'],
    ]);
    expect(slices(script, found)).toEqual(values(found));
  });
});

describe('marks of one moment', () => {
  it('come as sentence, ssml, word, viseme', () => {
    const script = ssml('<mark name="début"/>Oui');
    const events: SpeechEvent[] = [
      { type: 'mark', position: 0, timeMs: 0, name: 'mark0' },
      word(script, 'Oui', 0),
      { type: 'phoneme', position: 0, timeMs: 0, name: 'w' },
    ];
    const found = marks(script, events, 'viseme', 'word', 'ssml', 'sentence');
    expect(found.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'sentence Oui',
      'ssml début',
      'word Oui',
      'viseme u',
      'viseme sil',
    ]);
  });
});

describe('a viseme', () => {
  it.each([
    ['b', 'p'],
    ['ˈu', 'u'],
    ['ɔ̃', 'O'],
    ['tʃ', 'S'],
    ['ʁ', 'r'],
    ['', 'sil'],
    ['!', 'sil'],
  ])('of %j is %s', (ipa, viseme) => {
    expect(visemeOf(ipa)).toBe(viseme);
  });
});

describe('what eSpeak NG is given', () => {
  it.each([
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
    ['<break time="9s"/>', '&lt;break time="9s"/&gt;'],
    ['a\u0000b\u0007c', 'a b c'],
    ['so\u00adleil\u200b \u202etni\ud800', 'soleil tni'],
  ])('of the plain text %j is %j', (text, markup) => {
    expect(plain(text).markup).toBe(markup);
  });

  it('has a pause between paragraphs, and none before the first or after the last', () => {
    expect(ssml('<p>a</p> <p>b</p>').markup).toMatch(/^a ?<break time="640ms"\/> ?b$/);
    expect(ssml('<p><s>a</s><s>b</s></p>').markup).toBe('a<break time="370ms"/>b');
    expect(ssml('<p> </p><p>a</p><p> </p>').markup.trim()).toBe('a');
  });

  it('keeps the attributes of a tag inside their quotes', () => {
    expect(ssml('<prosody rate="&quot;/&gt;&lt;x">a</prosody>').markup).toBe(
      '<prosody rate="&quot;/&gt;&lt;x">a</prosody>',
    );
  });

  it('names a language as eSpeak NG does, and says no tag for one that it has not', () => {
    expect(ssml('<lang xml:lang="en-GB">a</lang>').markup).toBe('<voice xml:lang="en">a</voice>');
    expect(ssml('<lang xml:lang="tlh">a</lang>').markup).toBe('a');
  });

  it('tells a pause at the end from one within', () => {
    expect(ssml('a<break time="1s"/>').endsWithPause).toBe(true);
    expect(ssml('a<break time="1s"/>b').endsWithPause).toBe(false);
  });
});
