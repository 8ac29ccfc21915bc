import { describe, expect, it } from 'vitest';
import { countLetters } from '../../../core/text/characters.ts';
import { codesOf, kindsOf, outlineOf, readBytes, readFixture, readText, textsOf } from './reading.ts';

describe('a page', () => {
  const read = readFixture('page.html');

  it('gives the article alone, without menus, scripts, cookie banner, advertisement, aside and footer', () => {
    expect(outlineOf(read)).toEqual([
      'title: Le port de Brest se prépare à l’hiver',
      expect.stringMatching(/^text: Les équipes du port .* tempêtes\.$/u),
      'heading: Des travaux jusqu’en février',
      'text: Selon la capitainerie, le chantier doit durer quatre mois. Il mobilise une trentaine d’ouvriers, à temps plein.',
      'text: « Nous n’avons pas le choix ! » explique M. Le Goff, qui dirige les travaux.',
      'quote: La mer ne prévient pas, et nous devons être prêts avant elle.',
      'listItem: La digue du nord sera rehaussée de 56\u00A0cm ;',
      'listItem: celle du sud sera consolidée.',
      'caption: La digue du nord, en octobre.',
      expect.stringMatching(/^text: Le coût .* région\.$/u),
    ]);
  });

  it('counts the letters that it left out', () => {
    expect(read.warnings).toEqual([expect.objectContaining({ code: 'OutsideArticle', letters: 289 })]);
  });

  it('keeps links', () => {
    expect(read.paragraphs[3]?.links).toEqual([{ start: 75, end: 95, href: 'https://example.org/equipe' }]);
  });

  it('tells kicker, headline, byline, list and quote of a newspaper from tags, comments and letters to subscribe to', () => {
    const newspaper = readFixture('newspaper.html');
    expect(kindsOf(newspaper)).toEqual([
      'kicker',
      'title',
      'text',
      'text',
      'text',
      'text',
      'heading',
      'text',
      'listItem',
      'listItem',
      'quote',
      'quote',
      'text',
    ]);
    expect(newspaper.title).toBe('Grève à la Compagnie\u00A0: le trafic perturbé jeudi');
    const text = textsOf(newspaper).join('\n');
    expect(text).not.toMatch(/Publicité|Partager|Inscrivez-vous|Jojo|beurre|partenaires|À lire aussi|Mentions/u);
  });

  it('reads a fragment: kicker, broken title, code, ordinals, note marks, tables, descriptions of images', () => {
    const fragment = readFixture('fragment.html');
    expect(outlineOf(fragment)).toEqual([
      'kicker: Réseaux sociaux',
      'title: Une panne mondiale',
      'text: Une seule phrase.',
      'text: 56e place.',
      'caption: Les places',
      'text: Mois ; Place',
      'text: Mai ; 56e',
      'caption: Une carte du réseau',
      'text: Fin.',
    ]);
    expect(codesOf(fragment)).toEqual(['CodeSkipped', 'NoteMarksRemoved']);
  });

  it('reads a broken page as far as sense goes, and past an unclosed quote', () => {
    expect(outlineOf(readFixture('broken.html'))).toEqual([
      'title: La digue cède à nouveau',
      'text: Une brèche s’est ouverte mardi matin dans la digue du nord, sans faire de blessé.',
      'text: Les secours ont évacué vingt maisons ; l’eau montait encore à midi.',
      'text: Le maire a demandé de l’aide & des bras.',
      'listItem: Un point de rassemblement',
      'listItem: Un numéro : 3 < 4',
    ]);
  });

  it('reads the text that an unclosed quote made part of a tag, up to the next quote', () => {
    const page =
      '<p>Un <a href="https://a.example>lien</a> mal fermé.</p><p>Un <a href="https://b.example">autre</a> lien.</p>';
    expect(textsOf(readText(page, 'a.html'))).toEqual(['Un lien mal fermé.', 'Un autre lien.']);
  });

  it.each(['div', 'b', 'blockquote', 'table><tr><td', 'ul><li'])('reads past 10,000 levels of <%s>', tag => {
    const deep = readText(`${`<${tag}>`.repeat(10_000)}Au fond du puits, il y a de l’eau.`, 'a.html');
    expect(textsOf(deep)).toEqual(['Au fond du puits, il y a de l’eau.']);
    expect(codesOf(deep)).toContain('NestingFlattened');
  });

  it('reads a page too large for Readability whole, and says so', () => {
    const page = `<h1>Le titre</h1><p>${'Un <b>mot</b> '.repeat(30_000)}.</p>`;
    const whole = readText(page, 'a.html');
    expect(codesOf(whole)).toContain('WholePageRead');
    expect(countLetters(textsOf(whole).join(''))).toBe('Letitre'.length + 30_000 * 'Unmot'.length);
  });

  it('never runs a script or asks for anything', () => {
    const page =
      '<h1>Le titre</h1><p>Un texte.<img src="http://127.0.0.1:9/a.png" onerror="globalThis.ran = true"></p><script>globalThis.ran = true</script>';
    readText(page, 'a.html');
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined();
  });

  it('takes neither the name of the site for a kicker, nor the arrow back to a note for text', () => {
    const banner = '<div id="page"><header><p><a href="/">Le blog de Julie</a></p></header>';
    const text = '<p>Il y a plus de 2 500 ruches à Paris, contre 300 en 2010, et la ville vante son miel.</p>'.repeat(
      3,
    );
    const note = '<ol><li id="n">Ropars, 2019. <a href="#m">↩︎</a></li></ol>';
    const julie = readText(
      `${banner}<main><article><h1>Les abeilles</h1>${text}${note}</article></main></div>`,
      'a.html',
    );
    expect(outlineOf(julie)[0]).toBe('title: Les abeilles');
    expect(textsOf(julie).at(-1)).toBe('Ropars, 2019.');
    expect(julie.warnings).toEqual([expect.objectContaining({ code: 'OutsideArticle', letters: 13 })]);
  });

  it('keeps a header of the page that holds a heading, or most of the text', () => {
    const text = '<p>Une phrase assez longue pour un article.</p>';
    const kicker = `<header><p>Climat</p><h1>Il pleut</h1></header>${text}`;
    expect(outlineOf(readText(kicker, 'a.html')).slice(0, 2)).toEqual(['kicker: Climat', 'title: Il pleut']);
    expect(textsOf(readText(`<header>${text.repeat(3)}</header><p>Fin.</p>`, 'a.html'))).toHaveLength(4);
  });

  it('finds the title of a document saved by Word in its text, not in the properties of the file', () => {
    const head = '<title>loup v3 DEF (relu)</title><meta name=Generator content="Microsoft Word 15">';
    const body = '<p class=MsoNormal>Les traces étaient là, dans la neige de mars, régulières comme une couture.</p>';
    const styled = `${head}<p class=MsoTitle><span>Le loup est revenu</span></p>${body}`;
    expect(outlineOf(readText(styled, 'a.html'))[0]).toBe('title: Le loup est revenu');
    const plain = `${head}<p class=MsoNormal>Le loup est revenu au col</p>${body}`;
    expect(outlineOf(readText(plain, 'a.html'))[0]).toBe('title: Le loup est revenu au col');
    expect(textsOf(readText(plain, 'a.html')).join(' ')).not.toContain('relu');
    const blog = `<title>Le loup revient - Le Journal</title><meta name=generator content="WordPress 6.5"><h2>Traces</h2>${body}`;
    expect(outlineOf(readText(blog, 'a.html'))[0]).toBe('title: Le loup revient');
  });

  it('reads lists and notes as Word saves them: no marks, nothing lost', () => {
    const page = `<meta name=ProgId content=Word.Document><p class=MsoTitle>Le conseil</p>
      <p class=MsoNormal>La séance s’est levée à 21 h 15<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>
      <p class=MsoListParagraphCxSpFirst><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Le budget est approuvé.</p>
      <p class=MsoListParagraphCxSpLast><![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>La fête est reportée.</p>
      <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Heure de Paris.</p></div></div>`;
    expect(outlineOf(readText(page, 'a.html'))).toEqual([
      'title: Le conseil',
      'text: La séance s’est levée à 21 h 15.',
      'listItem: Le budget est approuvé.',
      'listItem: La fête est reportée.',
      'text: Heure de Paris.',
    ]);
  });

  it('does not call its encoding guessed where the page declares it and its bytes agree', () => {
    const page = (charset: string) =>
      Buffer.from(`<meta charset=${charset}><h1>Un été</h1><p>L’été fut beau.</p>`.replaceAll('’', "'"), 'latin1');
    const codes = (charset: string) => codesOf(readBytes(page(charset), 'a.html'));
    expect(codes('windows-1252')).toEqual([]);
    expect(codes('iso-8859-1')).toEqual([]);
    expect(codes('utf-8')).toEqual(expect.arrayContaining(['EncodingGuessed', 'CharsetContradicted']));
  });

  it('decodes entities once', () => {
    expect(textsOf(readText('<p>Caf&eacute; &amp;amp; th&#233; &lt;b&gt;</p>', 'a.html'))).toEqual([
      'Café &amp; thé <b>',
    ]);
  });
});
