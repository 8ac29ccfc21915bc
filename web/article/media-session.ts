import type { Edition } from '../../core/edition/schema.ts';
import type { Player } from '../audio/player.ts';
import type { Observable } from '../observed.ts';

/** The lock screen and the keys of a headset: what is played, and how it is steered from there. */
export function openMediaSession(
  player: Player,
  edition: Observable<Edition>,
  address: (file: string) => string,
): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const tellArticle = () => {
    const { article, downloads } = edition.state;
    // A browser takes no picture from disk.
    const isOnDisk = location.protocol === 'file:';
    const pictures = isOnDisk ? [] : downloads.filter(({ type }) => type.startsWith('image/'));
    const artwork = pictures.map(({ file, type }) => ({ src: address(file), type }));
    mediaSession.metadata = new MediaMetadata({ title: article.title, artist: 'Diglot', artwork });
  };
  tellArticle();
  edition.subscribe(tellArticle);
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.seekBy(-(seekOffset ?? 10) * 1_000),
    seekforward: ({ seekOffset }) => player.seekBy((seekOffset ?? 10) * 1_000),
    seekto: ({ seekTime }) => player.seekTo((seekTime ?? 0) * 1_000),
    previoustrack: () => player.step('paragraph', -1),
    nexttrack: () => player.step('paragraph', 1),
  };
  for (const [action, handler] of Object.entries(handlers)) setHandler(mediaSession, action, handler);
  const tell = () => tellPosition(mediaSession, player);
  tell();
  player.subscribe(tell);
}

/** Not every browser knows every action, and one that does not throws. */
function setHandler(session: MediaSession, action: string, handler: MediaSessionActionHandler): void {
  const known = actions.find(name => name === action);
  if (known === undefined) return;
  try {
    session.setActionHandler(known, handler);
  } catch {
    // It is steered in other ways there.
  }
}

const actions = [
  'play',
  'pause',
  'stop',
  'seekbackward',
  'seekforward',
  'seekto',
  'previoustrack',
  'nexttrack',
] as const satisfies readonly MediaSessionAction[];

function tellPosition(session: MediaSession, player: Player): void {
  const { phase, durationMs, speed } = player.state;
  session.playbackState = phase === 'playing' || phase === 'loading' || phase === 'awaiting' ? 'playing' : 'paused';
  const position = Math.min(player.now().programMs, durationMs) / 1_000;
  session.setPositionState({ duration: durationMs / 1_000, position, playbackRate: speed });
}
