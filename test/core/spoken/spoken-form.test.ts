import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';
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
      for (const { ssml } of form.chunks) expect(ssml).not.toMatch(/<(?!\/?speak>|sub |\/sub>)/u);
    },
  );

  it('pauses after a title, and not after running text', () => {
    expect(spokenForm(french('La panne', 'title')).chunks[0]?.ssml).toBe(
      '<speak>La panne<break time="800ms"/></speak>',
    );
    expect(spokenForm(french('La panne.')).chunks[0]?.ssml).toBe('<speak>La panne.</speak>');
  });

  it('leaves capitals of other alphabets to the voice', () => {
    expect(spokenForm(french('Ḅ𖹀 ΑΘΗΝΑ')).changes).toEqual([]);
  });

  it('asks for no speech where there is nothing to say', () => {
    expect(spokenForm(french('*** 🎉 …')).chunks).toEqual([]);
  });
});
