import { describe, expect, it } from 'vitest';
import { parseSpeechRequest } from '../../../local/polly/speech-request.ts';

const good = { Text: 'Bonjour', VoiceId: 'Lea', OutputFormat: 'mp3' };
const parse = (changes: object) => parseSpeechRequest({ ...good, ...changes });
const ssml = (inner: string, changes: object = {}) =>
  parse({ Text: `<speak>${inner}</speak>`, TextType: 'ssml', ...changes });
const refusal = (type: string, message: RegExp = /./): unknown =>
  expect.objectContaining({ type, message: expect.stringMatching(message) });

describe('the length of the text', () => {
  it.each([2999, 3000])('may be %i billed characters', length => {
    expect(parse({ Text: 'a'.repeat(length) }).script.billedCharacters).toBe(length);
    expect(ssml('a'.repeat(length)).script.billedCharacters).toBe(length);
  });

  it('may not be 3,001 billed characters', () => {
    expect(() => parse({ Text: 'a'.repeat(3001) })).toThrowError(refusal('TextLengthExceededException', /3001/));
    expect(() => ssml('a'.repeat(3001))).toThrowError(refusal('TextLengthExceededException'));
  });

  it.each([
    [5999, true],
    [6000, true],
    [6001, false],
  ])('is %i characters with tags: taken, %s', (total, taken) => {
    const around = '<speak><p></p></speak>'.length;
    const filler = '<mark name="x"/>';
    const marks = filler.repeat(Math.floor((total - around) / filler.length));
    const text = marks + 'a'.repeat(total - around - marks.length);
    const request = () => ssml(`<p>${text}</p>`);
    if (taken) expect(request).not.toThrow();
    else expect(request).toThrowError(refusal('TextLengthExceededException'));
  });

  it('counts characters, not code units, and no tags', () => {
    expect(parse({ Text: '😀é' }).script.billedCharacters).toBe(2);
    expect(ssml('<s>a&amp;b</s> <sub alias="trois">3</sub>').script.billedCharacters).toBe(5);
  });

  it('is at least one character', () => {
    expect(() => parse({ Text: '' })).toThrowError(refusal('ValidationException', /'text'/));
  });
});

describe('what may be asked for', () => {
  it.each([
    [{ VoiceId: 'Zoe' }, 'ValidationException', /'Zoe' at 'voiceId'.*Lea/],
    [{ VoiceId: undefined }, 'ValidationException', /'voiceId'/],
    [{ Engine: 'steam' }, 'ValidationException', /'engine'/],
    [{ VoiceId: 'Celine', Engine: 'neural' }, 'EngineNotSupportedException', /standard/],
    [{ VoiceId: 'Remi' }, 'EngineNotSupportedException', /neural/],
    [{ LanguageCode: 'de-DE' }, 'LanguageNotSupportedException', /fr-FR/],
    [{ OutputFormat: 'wav' }, 'ValidationException', /'outputFormat'/],
    [{ SampleRate: '11025' }, 'InvalidSampleRateException', /44100/],
    [{ OutputFormat: 'pcm', SampleRate: '44100' }, 'InvalidSampleRateException', /8000, 16000/],
    [{ SpeechMarkTypes: ['word'] }, 'MarksNotSupportedForFormatException', /json/],
    [{ OutputFormat: 'json' }, 'ValidationException', /SpeechMarkTypes/],
    [{ OutputFormat: 'json', SpeechMarkTypes: ['ssml'] }, 'SsmlMarksNotSupportedForTextTypeException', /plain text/],
    [{ OutputFormat: 'json', SpeechMarkTypes: ['smell'] }, 'ValidationException', /'speechMarkTypes'/],
    [{ TextType: 'html' }, 'ValidationException', /'textType'/],
    [{ LexiconNames: ['mine'] }, 'ValidationException', /lexicons/],
  ])('refuses %j with %s', (changes, type, message) => {
    expect(() => parse(changes)).toThrowError(refusal(type, message));
  });

  it.each([
    [{}, { format: 'mp3', sampleRateHz: 22_050 }],
    [{ Engine: 'neural' }, { format: 'mp3', sampleRateHz: 24_000 }],
    [{ OutputFormat: 'pcm' }, { format: 'pcm', sampleRateHz: 16_000 }],
    [
      { OutputFormat: 'ogg_vorbis', SampleRate: '48000' },
      { format: 'ogg_vorbis', sampleRateHz: 48_000 },
    ],
    [{ OutputFormat: 'json', SpeechMarkTypes: ['word'] }, { marks: ['word'] }],
  ])('takes %j as %j', (changes, output) => {
    expect(parse(changes).output).toEqual(output);
  });

  it('speaks the other language of a bilingual voice', () => {
    expect(parse({ VoiceId: 'Aditi', LanguageCode: 'hi-IN' }).voice.name).toBe('hi+f1');
  });
});

describe('SSML', () => {
  it.each([
    'Bonjour',
    '<speak>a',
    '<speak>a</speak>b',
    '<speak/><speak/>',
    '<speak>a & b</speak>',
    '<speak>a &nbsp; b</speak>',
    '<speak>a &#0; b</speak>',
    '<speak>a < b</speak>',
    '<speak><s>a</p></speak>',
    '<speak><s a="1" a="2">a</s></speak>',
    '<speak><s a=1>a</s></speak>',
    '<p>a</p>',
    '<speak><speak>a</speak></speak>',
    '<speak><audio src="x"/></speak>',
    '<speak><constructor/></speak>',
    '<speak><break time="11s"/></speak>',
    '<speak><break time="soon"/></speak>',
    '<speak><break strength="huge"/></speak>',
    '<speak><sub>a</sub></speak>',
    '<speak><mark/></speak>',
    '<speak><prosody>a</prosody></speak>',
    '<!DOCTYPE x [<!ENTITY a "b">]><speak>&a;</speak>',
    '   ',
  ])('refuses %s', text => {
    expect(() => parse({ Text: text, TextType: 'ssml' })).toThrowError(refusal('InvalidSsmlException'));
  });

  it.each([
    '<break time="10s"/><break strength="x-strong"/>a',
    '<lang xml:lang="en-US">a</lang><w role="amazon:VB">lead</w>',
    '<p><s>a</s></p><phoneme alphabet="ipa" ph="a">b</phoneme>',
    '<prosody rate="90%" volume="loud">a</prosody>',
    '<say-as interpret-as="characters">ab</say-as><sub alias="b">a</sub>',
    '<amazon:effect name="drc">a</amazon:effect><mark name="m"/>',
    '<!-- a --><![CDATA[a < b & c]]>&#233;&#xE9;&quot;',
  ])('takes %s with any engine but the generative', inner => {
    expect(() => ssml(inner)).not.toThrow();
    expect(() => ssml(inner, { Engine: 'neural' })).not.toThrow();
  });

  it.each([
    '<emphasis level="strong">a</emphasis>',
    '<prosody pitch="high">a</prosody>',
    '<prosody amazon:max-duration="2s">a</prosody>',
    '<amazon:effect name="whispered">a</amazon:effect>',
    '<amazon:effect phonation="soft">a</amazon:effect>',
    '<amazon:auto-breaths>a</amazon:auto-breaths>',
  ])('takes %s with the standard engine, and not with the neural one', inner => {
    expect(() => ssml(inner)).not.toThrow();
    expect(() => ssml(inner, { Engine: 'neural' })).toThrowError(refusal('InvalidSsmlException', /neural/));
  });

  it('leaves the newscaster to the neural engine', () => {
    const news = '<amazon:domain name="news">a</amazon:domain>';
    expect(() => ssml(news)).toThrowError(refusal('ValidationException', /SSML features/));
    expect(() => ssml(news, { Engine: 'neural' })).not.toThrow();
  });
});
