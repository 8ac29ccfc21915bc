import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../core/edition/schema.ts';
import { edition, openPlayer } from './open-player.ts';

describe('a player', () => {
  it('plays the sentences of one language, and ends', () => {
    const { player, heard, pass } = openPlayer('fr');
    player.play();
    pass(6_000);
    expect(heard).toEqual(['fr p0s0', 'fr p1s0', 'fr p1s1', 'fr p2s0', 'fr p3s0']);
    expect(player.state.phase).toBe('ended');
  });

  it('plays paragraphs in both languages in turn', () => {
    const { player, heard, pass } = openPlayer('paragraphs');
    player.play();
    pass(9_000);
    expect(heard.join(', ')).toBe('fr p0s0, en p0s0, fr p1s0, fr p1s1, en p1s0, en p1s1, fr p2s0, fr p3s0, en p3s0');
  });

  it('plays sentences in both languages in turn, without frames too, as a page in the background has none', () => {
    const { player, heard, pass } = openPlayer('sentences', edition, { hasFrames: false });
    player.play();
    pass(9_000);
    expect(heard.join(', ')).toBe('fr p0s0, en p0s0, fr p1s0, en p1s0, fr p1s1, en p1s1, fr p2s0, fr p3s0, en p3s0');
  });

  it('gets the next clip ready while one sounds', () => {
    const { player, deck } = openPlayer('sentences');
    player.goTo({ paragraph: 1, sentence: 0 });
    player.play();
    expect(deck.cued.at(-1)).toBe('clips/fr1.mp3@0');
    expect(deck.prepared.at(-1)).toBe('clips/en1.mp3@0');
  });

  it('starts the next clip a moment before the end of the one before, and no earlier', () => {
    const { player, deck, pass } = openPlayer('paragraphs');
    player.play();
    let lastMs = 0;
    while (deck.url === 'clips/fr0.mp3') {
      lastMs = deck.ms;
      pass(5);
    }
    expect(lastMs).toBeGreaterThan(900 - 70);
    expect(lastMs).toBeLessThan(900 - 20);
  });

  it('passes over what is not spoken, and tells of it', () => {
    const { player, pass } = openPlayer('en');
    player.goTo({ paragraph: 1, sentence: 1 });
    player.play();
    pass(1_000);
    expect(player.state.spot).toMatchObject({ paragraph: 3, language: 'en' });
    expect(player.state.passedOver).toMatchObject([{ paragraph: 2, language: 'en', reason: 'silent' }]);
    player.goTo({ paragraph: 0, sentence: 0 });
    expect(player.state.passedOver).toEqual([]);
  });

  it('mid-sentence goes on in the other language at the counterpart, and still sounds', () => {
    const { player, deck, pass } = openPlayer('fr');
    player.goTo({ paragraph: 1, sentence: 1 });
    player.play();
    pass(300);
    player.setMode('en');
    expect(player.state.spot).toMatchObject({ paragraph: 1, sentence: 1, language: 'en' });
    expect(deck).toMatchObject({ url: 'clips/en1.mp3', isPlaying: true });
  });

  it('keeps the very moment in a mode that speaks the same language', () => {
    const { player, deck, pass } = openPlayer('fr');
    player.goTo({ paragraph: 1, sentence: 1 });
    player.play();
    pass(300);
    const { ms } = deck;
    player.setMode('sentences');
    expect([deck.url, deck.ms, deck.isPlaying]).toEqual(['clips/fr1.mp3', ms, true]);
  });

  it('goes to a sentence of a language that the mode does not speak by changing the mode', () => {
    const { player } = openPlayer('fr');
    player.goTo({ paragraph: 3, sentence: 0, language: 'en' });
    expect(player.state).toMatchObject({ mode: 'en', spot: { paragraph: 3, language: 'en' } });
  });

  it('repeats a sentence until it is told not to', () => {
    const { player, deck, heard, pass } = openPlayer('fr');
    player.goTo({ paragraph: 1, sentence: 0 });
    player.setRepeating(true);
    player.play();
    pass(3_000);
    expect(heard).toEqual(['fr p1s0']);
    expect(deck.cued.filter(cue => cue === 'clips/fr1.mp3@0').length).toBeGreaterThan(3);
    player.setRepeating(false);
    pass(600);
    expect(heard).toEqual(['fr p1s0', 'fr p1s1']);
  });

  it('repeats the pair of a sentence in both languages', () => {
    const { player, heard, pass } = openPlayer('sentences');
    player.goTo({ paragraph: 1, sentence: 0 });
    player.setRepeating(true);
    player.play();
    pass(4_000);
    expect(heard.slice(0, 4)).toEqual(['fr p1s0', 'en p1s0', 'fr p1s0', 'en p1s0']);
  });

  it('repeats the sentence that one goes to', () => {
    const { player, heard, pass } = openPlayer('fr');
    player.setRepeating(true);
    player.play();
    pass(1_500);
    player.step('sentence', 1);
    pass(3_000);
    expect(heard).toEqual(['fr p0s0', 'fr p1s0']);
  });

  it('at twice the speed is through in half the time', () => {
    const { player, pass } = openPlayer('fr');
    player.setSpeed(2);
    player.play();
    pass(2_400);
    expect(player.state.phase).toBe('ended');
  });

  it('keeps the speed within half and three times', () => {
    const { player } = openPlayer('fr');
    player.setSpeed(9);
    expect(player.state.speed).toBe(3);
    player.setSpeed(0);
    expect(player.state.speed).toBe(0.5);
  });

  it('tells a jump together with where it led, and is there then, paused or not', () => {
    const { player } = openPlayer('fr');
    const told: unknown[] = [];
    player.subscribe(() => told.push([player.state.jumps, player.state.spot?.sentence, player.now().spot?.sentence]));
    player.goTo({ paragraph: 1, sentence: 1 });
    player.step('sentence', -1);
    expect(told).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [1, 1, 1],
      [2, 0, 0],
    ]);
  });

  it('seeks in the one timeline of all clips', () => {
    const { player } = openPlayer('fr');
    player.seekBy(1_000);
    expect(player.now()).toMatchObject({ programMs: 1_000, spot: { paragraph: 1, sentence: 0, ms: 100 } });
    player.seekBy(-5_000);
    expect(player.now().programMs).toBe(0);
  });

  it('starts again from the beginning after the end', () => {
    const { player, pass } = openPlayer('fr');
    player.play();
    pass(6_000);
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', spot: { paragraph: 0 } });
  });

  it('stays paused where the browser wants a press first', async () => {
    const { player, deck } = openPlayer('fr');
    deck.refuses = true;
    player.play();
    await Promise.resolve();
    expect(player.state.phase).toBe('paused');
  });

  it('is paused when the system pauses it, and not by the end of a clip', () => {
    const { player, deck, pass } = openPlayer('fr');
    player.play();
    pass(300);
    deck.isPlaying = false;
    deck.tell('paused');
    expect(player.state.phase).toBe('paused');
  });

  it('says that a clip could not be loaded, and tries again when it is asked to', () => {
    const { player, deck } = openPlayer('fr');
    player.play();
    deck.tell('failed');
    expect(player.state.phase).toBe('failed');
    player.play();
    expect(player.state.phase).toBe('playing');
  });
});

describe('a player of an edition in the making', () => {
  const { paragraphs } = edition;
  const withClips = (spoken: (paragraph: number, language: string) => boolean): Edition => ({
    ...edition,
    status: 'narrating',
    paragraphs: paragraphs.map(({ versions, ...paragraph }) => ({
      ...paragraph,
      versions: Object.fromEntries(
        Object.entries(versions).map(([language, { clip, ...version }]) => [
          language,
          { ...version, ...(clip && spoken(paragraph.index, language) ? { clip } : {}) },
        ]),
      ),
    })),
  });

  it('plays what is there, awaits what is not, and goes on when it comes', () => {
    const { player, heard, pass, learn } = openPlayer(
      'fr',
      withClips(paragraph => paragraph === 0),
    );
    learn(edition);
    player.play();
    pass(2_000);
    expect(player.state.phase).toBe('awaiting');
    player.setEdition(withClips(paragraph => paragraph < 2));
    pass(500);
    expect(heard).toEqual(['fr p0s0', 'fr p1s0']);
  });

  it('awaits the translation of a paragraph, and does not say it in French again', () => {
    const { player, heard, pass, learn } = openPlayer(
      'paragraphs',
      withClips((_, language) => language === 'fr'),
    );
    learn(edition);
    player.play();
    pass(2_000);
    player.setEdition(withClips(paragraph => paragraph === 0));
    pass(500);
    expect(heard).toEqual(['fr p0s0', 'en p0s0']);
  });

  it('keeps its place, without a stop, when the final manifest comes', () => {
    const { player, deck, pass } = openPlayer(
      'fr',
      withClips(paragraph => paragraph < 2),
    );
    player.goTo({ paragraph: 1, sentence: 1 });
    player.play();
    pass(300);
    const { ms } = deck;
    player.setEdition(edition);
    expect([deck.url, deck.ms, deck.isPlaying, player.state.phase]).toEqual(['clips/fr1.mp3', ms, true, 'playing']);
  });

  it('says no clip twice when more of the edition comes at the very end of it', () => {
    const { player, deck, pass } = openPlayer(
      'fr',
      withClips(paragraph => paragraph === 0),
    );
    player.play();
    pass(200);
    // It is at its end, and has not said so yet.
    deck.ms = edition.paragraphs[0]?.versions.fr?.clip?.durationMs ?? 0;
    deck.isPlaying = false;
    player.setEdition(withClips(paragraph => paragraph < 2));
    expect(deck.url).toBe('clips/fr1.mp3');
  });

  it('passes over what the final manifest has not, where it was awaited', () => {
    const { player, heard, pass, learn } = openPlayer(
      'en',
      withClips(paragraph => paragraph < 2),
    );
    learn(edition);
    player.goTo({ paragraph: 1, sentence: 1 });
    player.play();
    pass(1_500);
    expect(player.state.phase).toBe('awaiting');
    player.setEdition(edition);
    pass(500);
    expect(heard).toEqual(['en p1s1', 'en p3s0']);
  });

  it('in an edition without a single clip waits for the first', () => {
    const { player, heard, pass, learn } = openPlayer(
      'fr',
      withClips(() => false),
    );
    learn(edition);
    player.play();
    expect(player.state.phase).toBe('awaiting');
    player.setEdition(withClips(paragraph => paragraph === 0));
    pass(200);
    expect(heard).toEqual(['fr p0s0']);
  });
});
