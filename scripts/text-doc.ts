import { writeFileSync } from 'node:fs';
import { spokenTables } from './spoken-table.ts';
import { sentenceTables } from './text-table.ts';

const introduction = `# Text

What Diglot makes of an uploaded file, before a voice or a translator sees it. Nothing here asks another service: it is
\`core/text\` and \`core/spoken\`, pure functions, and what they refuse is refused before anything is paid for. This page is
written by \`npm run docs:text\`, and a test holds it to the code.

## From a file to paragraphs

**Formats.** \`.txt\` and \`.text\`; \`.md\` and \`.markdown\`, read by a CommonMark parser with YAML front matter, tables and
footnotes; \`.html\` and \`.htm\`, of which Readability takes the article out of its menus, banners and advertisements.
Nothing is fetched and no script is run. Mark-up in plain text is literal text.

**Encodings.** UTF-8, UTF-16 of both byte orders, with or without a byte order mark; windows-1252 (Latin-1 is read as
this), ISO 8859-15 and Mac Roman, told by their bytes. A declaration that contradicts the bytes loses. The edition records the
encoding, and a guess is a warning. Text is brought to NFC, never NFKC; only the ligatures ﬁ, ﬂ and their like are written out.

**Paragraphs** have a kind: \`kicker\`, \`title\`, \`heading\`, \`text\`, \`quote\`, \`listItem\` or \`caption\`. Mark-up tells it where
there is some; else the evidence does: place, length, capitals, the lack of a full stop, marks of quotes and lists. Lines
wrapped at a column are joined. A kicker glued to its title is taken apart, at the first line alone.

**Nothing is lost silently.** Every letter of the article is in a paragraph, or in a warning that counts it. The warnings
and refusals are listed in [errors.md](errors.md).

## From a paragraph to sentences

\`Intl.Segmenter\` proposes the breaks, and a pass for French and English takes back those after abbreviations, initials,
ordinals and inside quotes; a closing quote stays with its sentence. Sentences are stretches of the paragraph, by code units: joined with
what stands between them they are the paragraph again.

## From a written text to a spoken one

Numbers, ordinals, Roman numerals, percentages, money, times, dates, units, abbreviations, titles, initialisms and
addresses of the web are given to the voice in words: in SSML, as the alias of a \`sub\`. Words of another language stand
in a \`lang\` where they can be told, and a pause follows what has no full stop: kicker, title and heading. No other
element is used, since not every engine honours it. The edition logs each change, written → spoken, and each position
in the speech leads back to the written text.

**The lexicon** wins over the rules. It is a CSV file for each language, in UTF-8, with a header and a pair a line:

\`\`\`csv
written,spoken
Kervella,Kervéla
"Sein, île de","île de Sein"
\`\`\`

\`content/lexicon.fr.csv\` and \`content/lexicon.en.csv\` are deployed with the stack. \`lexicon/fr.csv\` and \`lexicon/en.csv\` in the
Articles bucket, if they are there, override them entry by entry, from the next paragraph on. Entries are whole words; the
longest wins, and one with the same capitals before others.
`;

const hardSentences = `## How good the rules are

The rules are for the languages, but they were written with most of the sentences below in view, so that their score says
little of other articles. What does: sentences that someone else wrote, with how they should be read, before anyone looked how they come
out. Of the last such set, 80 in French and 40 in English, 61 and 35 were read right, where a reading that is only another good one counts
as right; of 38 with difficult ends, 37. (Of the set before, 77 of 100, 30 of 50 and 41 of 48.) What was wrong was then mended by rule, or
stands below as known.
`;

/** What docs/text.md says: the rules in short, then hard sentences, expected against got. */
export function textDoc(): string {
  return [
    introduction,
    hardSentences,
    '## Hard sentences: where they end\n',
    sentenceTables(),
    '## Hard sentences: how they are said\n',
    spokenTables(),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

if (import.meta.main) writeFileSync(new URL('../docs/text.md', import.meta.url), textDoc());
