import * as v from 'valibot';
import { maxSpeed, minSpeed, modes } from '../core/playback/modes.ts';
import { keep, readKept } from './kept.ts';
import { Store } from './observed.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const layouts = ['both', 'fr', 'en'] as const;
export const spacings = ['close', 'normal', 'wide'] as const;
export const maxTextSize = 6;

/** How this reader likes it, in all articles. What an older version has kept may lack fields: those are as they are for all. */
const PreferencesSchema = v.object({
  theme: v.fallback(v.picklist(themes), 'system'),
  layout: v.fallback(v.picklist(layouts), 'both'),
  spacing: v.fallback(v.picklist(spacings), 'normal'),
  /** A step of the style sheet; 2 is the size of all. */
  textSize: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxTextSize)), 2),
  mode: v.fallback(v.picklist(modes), 'fr'),
  speed: v.fallback(v.pipe(v.number(), v.minValue(minSpeed), v.maxValue(maxSpeed)), 1),
});
export type Preferences = v.InferOutput<typeof PreferencesSchema>;

/** The preferences that this browser keeps; a change is kept, and shows at once. */
export function openPreferences(root: HTMLElement): Store<Preferences> {
  const store = new Store(readKept('preferences', PreferencesSchema) ?? v.parse(PreferencesSchema, {}));
  const apply = () => {
    const { theme, layout, spacing, textSize } = store.state;
    Object.assign(root.dataset, { theme, layout, spacing, textSize: String(textSize) });
  };
  apply();
  store.subscribe(() => {
    apply();
    keep('preferences', store.state);
  });
  return store;
}

export function prefer(store: Store<Preferences>, changed: Partial<Preferences>): void {
  store.set({ ...store.state, ...changed });
}
