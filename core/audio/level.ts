import type { SoundDecoder } from '../ports.ts';
import { type GainRoom, gainRoom, gainStepDb, withGain } from './global-gain.ts';
import { integratedLufs, type Loudness, measureLoudness } from './loudness.ts';
import { mp3Format } from './mp3.ts';
import { granuleSamples } from './side-info.ts';

/**
 * What every clip is brought to. Podcast directories ask for −16 LUFS of a stereo file, give or take one; a mono file,
 * which two loudspeakers play, is as loud at −19. The softer end of that, since the peaks of speech stand 17 to 19 dB
 * above it: a clip that its peak holds back would be softer than its neighbours.
 */
export const targetLufs = -20;

/** What no wave may exceed, so that no converter and no lossy encoder after us clips it. */
export const maxTruePeakDb = -1;

/** As near as a clip is to come to the target where one step for all of it would miss it by more. */
const toleranceDb = 0.2;

/** How many steps of 1.5 dB a clip is raised or lowered: up to a moment, and after it. */
export interface Levelling {
  readonly stepsBefore: number;
  readonly stepsAfter: number;
  /** A count of whole tenths of a second. */
  readonly changesAt: number;
}

export interface Levelled {
  readonly mp3: Uint8Array<ArrayBuffer>;
  /** Of the clip as it is now; undefined if there is nothing to hear in it. */
  readonly lufs?: number;
}

/**
 * Brings a clip to the one loudness of all clips, without decoding its sound for good: lossless, by the gain of its
 * frames. Never so loud that it would clip.
 * @param mp3 as plainFrames
 * @throws DiglotError ClipRejected if the sound can not be decoded
 */
export async function levelClip(decoder: SoundDecoder, mp3: Uint8Array<ArrayBuffer>): Promise<Levelled> {
  const loudness = await measureLoudness(decoder.decode(mp3));
  if (!Number.isFinite(loudness.lufs)) return { mp3 };
  const levelling = levellingOf(loudness, gainRoom(mp3));
  const lufs = integratedLufs(
    loudness.energies.map(
      (energy, step) => energy * energyGain(step < levelling.changesAt ? levelling.stepsBefore : levelling.stepsAfter),
    ),
  );
  const { sampleRateHz } = mp3Format(mp3);
  const changesAt = (levelling.changesAt * sampleRateHz) / 10 / granuleSamples;
  return {
    mp3: withGain(mp3, granule => (granule < changesAt ? levelling.stepsBefore : levelling.stepsAfter)),
    lufs,
  };
}

/**
 * The steps that bring a clip nearest to the target. One step for all may miss it by 0.75 dB, too much if two languages
 * miss it on different sides; then the clip's first part is raised one step more than the rest, and the change falls into
 * the quietest moment of those that come near enough.
 */
export function levellingOf({ lufs, truePeakDb, energies }: Loudness, room: GainRoom): Levelling {
  const wantedDb = targetLufs - lufs;
  const most = Math.min(room.max, Math.floor((maxTruePeakDb - truePeakDb) / gainStepDb));
  const steps = Math.max(room.min, Math.min(most, Math.floor(wantedDb / gainStepDb)));
  if (steps === most || steps * gainStepDb > wantedDb) return { stepsBefore: steps, stepsAfter: steps, changesAt: 0 };
  const leftDb = wantedDb - steps * gainStepDb;
  return { stepsBefore: steps + 1, stepsAfter: steps, changesAt: quietMoment(energies, lufs, leftDb) };
}

/** After how many tenths of a second a step less comes near to `wantedDb` above no step at all. */
function quietMoment(energies: readonly number[], lufs: number, wantedDb: number): number {
  // What the relative gate leaves out adds nothing to the loudness.
  const gate = 10 ** ((lufs - 10 + 0.691) / 10);
  const heard = energies.map(energy => (energy > gate ? energy : 0));
  const total = heard.reduce((sum, energy) => sum + energy, 0);
  let before = 0;
  let best = { at: 0, missedDb: Number.POSITIVE_INFINITY, energy: Number.POSITIVE_INFINITY };
  for (let at = 0; at <= energies.length; at += 1) {
    const share = total === 0 ? 0 : before / total;
    const missedDb = Math.abs(10 * Math.log10(1 + share * (energyGain(1) - 1)) - wantedDb);
    const isEnd = at === 0 || at === energies.length;
    const energy = isEnd ? 0 : Math.max(energies[at - 1] ?? 0, energies[at] ?? 0);
    if (isBetter({ missedDb, energy }, best)) best = { at, missedDb, energy };
    before += heard[at] ?? 0;
  }
  return best.at;
}

/** Near enough and quieter; or nearer, while none was near enough. */
function isBetter(a: Moment, b: Moment): boolean {
  if (a.missedDb <= toleranceDb && b.missedDb <= toleranceDb) return a.energy < b.energy;
  return a.missedDb < b.missedDb;
}

interface Moment {
  readonly missedDb: number;
  readonly energy: number;
}

function energyGain(steps: number): number {
  return 2 ** (steps / 2);
}
