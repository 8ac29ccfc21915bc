import { describe, expect, it } from 'vitest';
import { bytesOf, codesOf, readBytes } from './reading.ts';

describe('the sample article', () => {
  const read = readBytes(bytesOf('content/telegram.fr.txt'), 'uploads/telegram.fr.txt');

  it('has 14 paragraphs, the kicker taken apart from the title, the headings told by evidence', () => {
    expect(read.paragraphs.map(({ kind }) => kind)).toEqual([
      'kicker',
      'title',
      ...Array<string>(5).fill('text'),
      'heading',
      ...Array<string>(3).fill('text'),
      'heading',
      'text',
      'text',
    ]);
    expect(read.paragraphs[0]?.text).toBe('Réseaux sociaux');
    expect(read.title).toBe('Grâce à la panne de Facebook, Telegram bat un record d’inscriptions');
    expect(read.paragraphs[7]?.text).toBe('De la 56e à la 5e place');
    expect(read.paragraphs[11]?.text).toBe('La sécurité comme leitmotiv');
  });

  it('loses nothing of the text', () => {
    const written = new TextDecoder().decode(bytesOf('content/telegram.fr.txt'));
    const kept = read.paragraphs.map(({ text }) => text).join('');
    expect(kept.replaceAll(/\s/gu, '')).toBe(written.replaceAll(/\s/gu, ''));
  });

  it('is French, in UTF-8, and says that it was unglued', () => {
    expect(read).toMatchObject({ encoding: 'utf-8', language: 'fr' });
    expect(codesOf(read)).toEqual(['GluedWordsSplit']);
  });
});
