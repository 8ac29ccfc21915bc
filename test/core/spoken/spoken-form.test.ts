import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type ParagraphKind, paragraphKinds } from '../../../core/edition/schema.ts';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { minChunkLimits, spokenForm } from '../../../core/spoken/spoken-form.ts';
import type { Utterance } from '../../../core/spoken/types.ts';

function french(text: string, kind: Utterance['kind'] = 'text'): Utterance {
  return { text, kind, language: 'fr', sentences: [{ start: 0, end: text.length }] };
}

describe('spokenForm', () => {
  it('reads a substituted token by its alias and logs it as written', () => {
    const form = spokenForm(french('De la 5\u00AD6e à la 5e place'));
    expect(readAloud(form)).toBe('De la cinquante-sixième à la cinquième place');
    expect(form.changes).toEqual([
      { written: '5\u00AD6e', spoken: 'cinquante-sixième' },
      { written: '5e', spoken: 'cinquième' },
    ]);
  });

  it.each(['a & b', ']]>', '<break time="10s"/>', '<script>alert("x")</script>', "l'été < l'hiver"])(
    'gives %s as literal text',
    text => {
      const form = spokenForm(french(text));
      expect(form.chunks.map(({ ssml }) => XMLValidator.validate(ssml)).every(valid => valid === true)).toBe(true);
      for (const { ssml } of form.chunks)
        expect(ssml).not.toMatch(/<(?!\/?speak>|sub |\/sub>|break time="\d+ms"\/><\/speak>$)/u);
    },
  );

  it('pauses after every paragraph, longer after a heading and longest after a title', () => {
    const pauses = (kind: ParagraphKind) => {
      const ssml = spokenForm(french('La panne', kind)).chunks[0]?.ssml ?? '';
      return Array.from(ssml.matchAll(/<break time="(\d+)ms"\/>/gu), ([, ms]) => Number(ms));
    };
    expect(spokenForm(french('La panne.')).chunks[0]?.ssml).toBe('<speak>La panne.<break time="650ms"/></speak>');
    expect(pauses('heading')).toEqual([450, 800]);
    const [text = 0, item = 0, title = 0] = (['text', 'listItem', 'title'] as const).flatMap(pauses);
    expect(item).toBeGreaterThan(300);
    expect(text).toBeGreaterThan(item);
    expect(pauses('heading').at(-1)).toBeGreaterThan(text);
    expect(title).toBeGreaterThan(800);
    for (const kind of paragraphKinds) for (const ms of pauses(kind)) expect(ms).toBeLessThan(1_000);
  });

  it('pauses once before and once after a paragraph of several requests', () => {
    const long = spokenForm(french('Un titre bien long, '.repeat(100), 'heading'), { limits: minChunkLimits });
    const ends = long.chunks.map(({ ssml }) => [ssml.startsWith('<speak><break'), ssml.endsWith('/></speak>')]);
    expect(ends.length).toBeGreaterThan(3);
    expect(ends).toEqual(ends.map((_, index) => [index === 0, index === ends.length - 1]));
  });

  it.each(['[1]', '🎉', '•'])('leaves no mark behind that combines with the end of an unspoken %s', unspoken => {
    expect(readAloud(spokenForm(french(`le mot ${unspoken}\u0301 suit`)))).not.toContain('\u0301');
  });

  it('leaves capitals of other alphabets to the voice', () => {
    expect(spokenForm(french('Ḅ𖹀 ΑΘΗΝΑ')).changes).toEqual([]);
  });

  it('asks for no speech where there is nothing to say', () => {
    expect(spokenForm(french('*** 🎉 …')).chunks).toEqual([]);
  });
});
