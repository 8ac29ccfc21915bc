import { describe, expect, it } from 'vitest';
import { codesOf, kindsOf, outlineOf, readFixture, readText, textsOf } from './reading.ts';

describe('Markdown', () => {
  const read = readFixture('structured.md');

  it('gives each part its paragraph and kind', () => {
    expect(outlineOf(read)).toEqual([
      'title: La cuisine des phares',
      'text: Les gardiens de phare cuisinaient avec ce que la relève apportait. Voir le musée ou ce piège.',
      'caption: La cuisine du phare d’Ar-Men',
      'heading: Les provisions',
      'listItem: Du lard salé',
      'listItem: Des pommes de terre et des oignons',
      'listItem: Le pain',
      'listItem: Le vin',
      'text: Mois ; Relèves',
      'text: Janvier ; 2',
      'text: Juillet ; 4',
      'quote: La soupe d’abord, le temps ensuite.',
      'text: Un paragraphe avec du HTML, un <break time="10s"/> et ls -l en ligne.',
      'text: Une seconde ligne.',
      'text: Du texte dans une boîte.',
      'text: D’après les registres du service des phares.',
    ]);
  });

  it('has title and language from the front matter', () => {
    expect(read).toMatchObject({ title: 'La cuisine des phares', language: 'fr' });
    expect(readText('---\ntitle: A\nlang: en-GB\n---\nBref.', 'a.md')).toMatchObject({ title: 'A', language: 'en' });
  });

  it('keeps links to http, https and mailto alone, at their place in the text', () => {
    const [, paragraph] = read.paragraphs;
    expect(paragraph?.links).toEqual([{ start: 72, end: 80, href: 'https://example.org/phares' }]);
    expect(paragraph?.text.slice(72, 80)).toBe('le musée');
  });

  it('says that it skipped code, note marks and rules', () => {
    expect(codesOf(read)).toEqual(['NoteMarksRemoved', 'CodeSkipped', 'LineWithoutWordsSkipped']);
    expect(read.warnings[0]?.paragraph).toBe(1);
    expect(read.warnings[1]?.letters).toBe('printnepaslire'.length);
  });

  it('skips front matter that is no YAML, with a warning that counts its letters', () => {
    const bad = readFixture('front-matter-bad.md');
    expect(outlineOf(bad)).toEqual(['title: Le titre', 'text: Le texte.']);
    expect(bad.warnings).toEqual([expect.objectContaining({ code: 'FrontMatterUnread', letters: 17 })]);
  });

  it('reads prose that was indented by four spaces, and skips code that was', () => {
    expect(textsOf(readFixture('indented.md'))).toEqual([
      'Le titre',
      'Il était une fois, dans un pays lointain, un roi qui ne dormait jamais.',
      'Fin.',
    ]);
  });

  it('tells kinds by evidence where no mark-up does', () => {
    expect(kindsOf(readFixture('plain.md'))).toEqual(['title', 'text', 'heading', 'text']);
  });

  it('keeps notes that nothing refers to, and removes marks without a note', () => {
    expect(textsOf(readFixture('missing-note.md')).slice(1)).toEqual([
      'Un texte dont la note manque, et une note qui est là.',
      'La voici.',
      'Que rien n’appelle.',
    ]);
  });

  it('takes the first heading for the title, and a second h1 for a heading', () => {
    expect(kindsOf(readText('# Un\n\nTexte.\n\n# Deux\n\nTexte.', 'a.md'))).toEqual([
      'title',
      'text',
      'heading',
      'text',
    ]);
    expect(kindsOf(readText('## Un\n\nTexte.', 'a.md'))).toEqual(['title', 'text']);
  });

  it('takes a kicker apart from a title that it was glued to', () => {
    const glued = readText('# Réseaux sociauxGrâce à la panne, un record est battu\n\nTexte.', 'a.md');
    expect(kindsOf(glued)).toEqual(['kicker', 'title', 'text']);
  });

  it('joins wrapped lines and ends a line at a hard break', () => {
    expect(textsOf(readText('Une ligne\nbrisée ici.  \nUne autre.', 'a.md'))).toEqual([
      'Une ligne brisée ici.',
      'Une autre.',
    ]);
  });

  it('keeps the text of quotes nested a thousand deep', () => {
    expect(textsOf(readText(`${'>'.repeat(1000)} profond`, 'a.md'))).toEqual(['profond']);
    expect(textsOf(readText(`${'- '.repeat(1000)}profond`, 'a.md'))).toEqual(['profond']);
  });
});
