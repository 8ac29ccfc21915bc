import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { editionTmx } from '../../../core/edition/edition-tmx.ts';
import { editionOf, nastySentences, spokenParagraphs } from '../../support/editions.ts';

const dtd = fileURLToPath(new URL('../../support/published-tmx.dtd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

const titles = [...nastySentences, 'x'.repeat(300), 'a\u0000\u001F\uFFFE\uD800b'];
const nasty = spokenParagraphs(...titles.map(text => ({ fr: [text], en: [text] })));

const DocumentSchema = v.object({ tmx: v.object({ header: v.object({ note: v.string() }) }) });

describe('the TMX of an edition', () => {
  it.each(titles)('is XML, and has the title %j in its note', title => {
    const tmx = editionTmx(editionOf(nasty, title), 'en');
    expect(XMLValidator.validate(tmx)).toBe(true);
    const parser = new XMLParser({ trimValues: false, htmlEntities: false });
    const { note } = v.parse(DocumentSchema, parser.parse(tmx)).tmx.header;
    expect(note).toContain(title.replaceAll('\r\n', '\n').replaceAll(/(?!\n|\u0085)\p{Cc}|\p{Cs}|\uFFFE/gu, ''));
  });

  if (!hasXmllint) process.stderr.write('There is no xmllint here: the grammar of the TMX was not checked.\n');

  it.skipIf(!hasXmllint)('has the grammar of TMX 1.4b (skipped where there is no xmllint)', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'diglot-tmx-'));
    try {
      const file = path.join(folder, 'article.fr-en.tmx');
      await writeFile(file, editionTmx(editionOf(nasty, titles.join(' ')), 'en'));
      // Where the document itself says that its grammar is.
      await copyFile(dtd, path.join(folder, 'tmx14.dtd'));
      expect(spawnSync('xmllint', ['--noout', '--nonet', '--valid', file], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
