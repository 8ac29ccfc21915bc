import { describe, expect, it } from 'vitest';
import { DiglotError, type ErrorReport } from '../../../core/errors.ts';
import { defaultArticleLimits } from '../../../core/limits.ts';
import { checkSize, formatOf } from '../../../core/text/format.ts';
import { readFixture, readText } from './reading.ts';

function refusalOf(act: () => unknown): ErrorReport {
  try {
    act();
  } catch (error) {
    if (error instanceof DiglotError) return error.report;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the format of an upload', () => {
  it.each([
    ['a.txt', 'text'],
    ['a.TXT', 'text'],
    ['a.text', 'text'],
    ['a.md', 'markdown'],
    ['a.Markdown', 'markdown'],
    ['a.html', 'html'],
    ['a.HTM', 'html'],
    ['uploads/v1.2/été & œuvre +1%#.txt', 'text'],
  ])('%s is %s', (key, format) => {
    expect(formatOf(key)).toBe(format);
  });

  it.each(['a.docx', 'uploads/sans-extension', 'uploads/v1.txt/nom', 'a.'])(
    'refuses %s and lists what is taken',
    key => {
      const refusal = refusalOf(() => formatOf(key));
      expect(refusal).toMatchObject({ code: 'UnsupportedFormat', place: key });
      for (const extension of ['.txt', '.md', '.markdown', '.html', '.htm'])
        expect(refusal.remedy).toContain(extension);
    },
  );
});

describe('the size of an upload', () => {
  const limits = { ...defaultArticleLimits, maxBytes: 100 };

  it('takes n − 1 and n bytes, and refuses n + 1 with both numbers', () => {
    expect(() => checkSize(99, limits, 'a.txt')).not.toThrow();
    expect(() => checkSize(100, limits, 'a.txt')).not.toThrow();
    const refusal = refusalOf(() => checkSize(101, limits, 'a.txt'));
    expect(refusal).toMatchObject({ code: 'ArticleTooLarge', place: 'a.txt' });
    expect(refusal.message).toMatch(/101.*100/u);
  });

  it('refuses 0 bytes as empty', () => {
    expect(refusalOf(() => checkSize(0, limits, 'a.txt')).code).toBe('EmptyArticle');
  });

  it('takes n − 1 and n paragraphs, and refuses n + 1 with both numbers', () => {
    const limited = { limits: { ...defaultArticleLimits, maxParagraphs: 3 } };
    const paragraphs = (count: number) => 'Il pleut.\n\n'.repeat(count);
    expect(readText(paragraphs(2), 'a.txt', limited).paragraphs).toHaveLength(2);
    expect(readText(paragraphs(3), 'a.txt', limited).paragraphs).toHaveLength(3);
    const refusal = refusalOf(() => readText(paragraphs(4), 'a.txt', limited));
    expect(refusal.code).toBe('ArticleTooLong');
    expect(refusal.message).toMatch(/4 paragraphs.*3/u);
  });

  it('takes n − 1 and n characters, and refuses n + 1 with both numbers', () => {
    const limited = { limits: { ...defaultArticleLimits, maxCharacters: 10 } };
    expect(readText('a'.repeat(9), 'a.txt', limited).paragraphs).toHaveLength(1);
    expect(readText('a'.repeat(10), 'a.txt', limited).paragraphs).toHaveLength(1);
    const refusal = refusalOf(() => readText('a'.repeat(11), 'a.txt', limited));
    expect(refusal.code).toBe('ArticleTooLong');
    expect(refusal.message).toMatch(/11 characters.*10/u);
  });
});

describe('a file with nothing to read', () => {
  it.each(['empty.txt', 'blank.txt', 'invisible-only.txt', 'no-article.html'])('refuses %s as empty', name => {
    expect(refusalOf(() => readFixture(name))).toMatchObject({ code: 'EmptyArticle', place: `uploads/${name}` });
  });

  it.each(['\u3164', '\uFFA0\n\u115F\u1160', '[1]', '[12]\n\n…'])('refuses %j, which no voice can read', text => {
    expect(refusalOf(() => readText(text))).toMatchObject({ code: 'EmptyArticle' });
  });
});

describe('a file that is not text', () => {
  it.each([
    ['pdf.txt', 'PDF'],
    ['png.txt', 'PNG'],
    ['gif.txt', 'GIF'],
    ['jpeg.txt', 'JPEG'],
    ['zip.txt', 'ZIP'],
    ['docx.txt', 'DOCX'],
    ['epub.txt', 'EPUB'],
    ['gzip.txt', 'gzip'],
    ['mp3.txt', 'MP3'],
    ['id3.txt', 'MP3'],
    ['elf.txt', 'ELF'],
    ['exe.txt', 'Windows program'],
    ['rtf.txt', 'RTF'],
    ['nul.txt', 'binary'],
    ['noise.txt', 'binary'],
  ])('refuses %s and names it: %s', (name, kind) => {
    const refusal = refusalOf(() => readFixture(name));
    expect(refusal).toMatchObject({ code: 'NotText', place: `uploads/${name}` });
    expect(refusal.message).toContain(kind);
  });
});

describe('an article in another language', () => {
  it('is a warning', () => {
    const read = readFixture('english.txt');
    expect(read.language).toBe('en');
    expect(read.warnings).toContainEqual(expect.objectContaining({ code: 'LanguageMismatch' }));
  });

  it('is a refusal where strictLanguage is set', () => {
    const refusal = refusalOf(() => readFixture('english.txt', { strictLanguage: true }));
    expect(refusal).toMatchObject({ code: 'LanguageMismatch', place: 'uploads/english.txt' });
  });

  it('is not suspected of French with foreign words in it', () => {
    expect(readFixture('foreign-words.txt', { strictLanguage: true }).language).toBe('fr');
  });

  it('is told of Spanish, German, Italian and Russian too', () => {
    const texts = {
      es: 'La compañía dijo el martes que más de setenta millones de personas se habían unido a la aplicación en un solo día, y que no lo esperaba.',
      de: 'Das Unternehmen sagte am Dienstag, dass mehr als siebzig Millionen Menschen an einem einzigen Tag zu der App gekommen sind, und dass es nicht damit gerechnet hat.',
      it: 'La società ha detto martedì che più di settanta milioni di persone si sono unite alla sua applicazione in un solo giorno, e che non se lo aspettava.',
      ru: 'Компания сообщила во вторник, что за один день к приложению присоединились более семидесяти миллионов человек.',
    };
    for (const [language, text] of Object.entries(texts)) expect(readText(text).language).toBe(language);
  });

  it('cannot be told from a title alone', () => {
    expect(readText('The show must go on').warnings).toEqual([]);
  });
});
