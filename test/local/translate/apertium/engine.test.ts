import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApertiumEngine,
  apertiumIsInstalled,
  startApertium,
} from '../../../../local/translate/apertium/engine.ts';
import { EngineFailed } from '../../../../local/translate/engine.ts';
import { translateText } from '../../../../local/translate/lines.ts';

const present = apertiumIsInstalled();

describe.skipIf(!present)(`Apertium${present ? '' : ' (skipped: it is not installed here)'}`, () => {
  let apertium: ApertiumEngine;

  beforeAll(async () => {
    apertium = await startApertium();
  });

  afterAll(() => apertium.close());

  const translate = async (line: string) => (await apertium.translate([line]))[0] ?? '';

  it('translates French into English', async () => {
    const english = await translate('Le président de la République a déclaré que la guerre est finie.');
    expect(english).toMatch(/^The president of the Republic has declared that the war .*\.$/);
  });

  it('keeps numbers', async () => {
    expect(await translate('En 1998, la France a gagné 3 à 0 devant 80 000 personnes.')).toMatch(/1998.*3.*0.*80 000/);
  });

  it('reads elisions with either apostrophe', async () => {
    const curly = await translate('L’été dernier, l’ami d’Anne dormait.');
    expect(curly).toBe(await translate("L'été dernier, l'ami d'Anne dormait."));
    expect(curly).toMatch(/summer.*of Anne/);
  });

  it('writes English quotes and spacing for French ones', async () => {
    expect(await translate('Il a dit : « Nous avons gagné ! »')).toMatch(/: “We have won!”$/);
  });

  it('leaves no mark of an unknown word, and counts it', async () => {
    const before = apertium.marks.unknown;
    expect(await translate('La zorglubisation continue.')).toMatch(/zorglubisation/);
    expect(apertium.marks.unknown).toBeGreaterThan(before);
    expect(await translate('La zorglubisation continue.')).not.toMatch(/[*#@]/);
  });

  it('keeps the characters that mean something to it', async () => {
    expect(await translate('~Le chat* ~ dort # ici.')).toMatch(/^~.*\* ~ .*# .*\.$/);
  });

  it('answers each of 20 racing lines with its own translation', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => 1_000 + index);
    const answers = await Promise.all(numbers.map(number => translate(`Le chat numéro ${number} dort.`)));
    expect(answers).toEqual(numbers.map(number => `The cat number ${number} sleeps.`));
  });

  it.each([
    ['the characters of its syntax', String.raw`le chat \^$@[]{}<>/ *gras* #1 ~ dort`],
    ['unbalanced brackets', '[[[ {le} chat ]] ^dort$ <b>'],
    ['NUL and other control characters', 'le\0chat\u0001 dort\u001b'],
    ['emoji', '😀 le chat 👩‍👩‍👧 dort 🇫🇷'],
    ['text from right to left', 'le chat \u202e مرحبا שלום dort'],
    ['lone surrogates', 'le \ud800 chat \udc00 dort'],
    ['combining marks', `le cha\u0301\u0302\u0303t ${'a\u0301'.repeat(500)}`],
    ['10,000 bytes of one word', 'a'.repeat(10_000)],
    ['10,000 bytes of hyphens and letters', 'a-'.repeat(5_000)],
    ['10,000 bytes of apostrophes', "n'".repeat(5_000)],
    ['10,000 bytes of its syntax', String.raw`a\$`.repeat(3_333)],
    ['10,000 bytes of sentences', 'Le chat dort. '.repeat(714)],
  ])('answers to %s', async (_, text) => {
    const english = await translateText(apertium, text);
    expect(english).not.toBe('');
    expect(await translate('Le chat dort.')).toBe('The cat sleeps.');
  });

  it('fails when a stage is killed while it translates, and translates again', async () => {
    await translate('Le chat dort.');
    const waiting = Promise.allSettled(Array.from({ length: 10 }, () => translate('Le chat dort. '.repeat(100))));
    killStage(apertium, 'apertium-interchunk');
    const failures = (await waiting).filter(outcome => outcome.status === 'rejected');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ reason }) => reason instanceof EngineFailed)).toBe(true);
    expect(await translate('Le chat dort.')).toBe('The cat sleeps.');
  });
});

function killStage(apertium: ApertiumEngine, program: string): void {
  const [group] = apertium.groups();
  const table = execFileSync('ps', ['-e', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' });
  const rows = table.split('\n').map(row => row.trim().split(/\s+/));
  const row = rows.find(([, pgid, command]) => Number(pgid) === group && command === program);
  if (row === undefined) throw new Error(`${program} does not run`);
  process.kill(Number(row[0]), 'SIGKILL');
}
