import { memoryKey } from '../keys.ts';
import { type Language, sourceLanguage } from '../languages.ts';
import type { Articles } from '../ports.ts';
import { memoryOf, mergeMemories, type TranslationMemory } from './memory.ts';
import { readTmx } from './tmx.ts';

/** Gives the reviewed translations that hold at this moment. */
export type MemoryReader = (target: Language) => Promise<TranslationMemory>;

/**
 * The memory that came with the deployment, overridden by the one in the Articles bucket. The latter is read again for
 * each task, so that a correction holds at once, and parsed again only when it changed.
 * @throws DiglotError InvalidMemory
 */
export function memoryReader(articles: Pick<Articles, 'readMemory'>, bundledTmx: string): MemoryReader {
  const bundled = new Map<Language, TranslationMemory>();
  const latest = new Map<Language, { readonly etag: string; readonly memory: TranslationMemory }>();

  return async target => {
    const shipped = bundled.get(target) ?? memoryOf(readTmx(bundledTmx, { source: sourceLanguage, target }));
    bundled.set(target, shipped);
    const own = await articles.readMemory(memoryKey(sourceLanguage, target));
    if (own === undefined) return shipped;
    const known = latest.get(target);
    if (known?.etag === own.etag) return known.memory;
    const units = readTmx(new TextDecoder().decode(own.tmx), { source: sourceLanguage, target });
    const memory = mergeMemories(shipped, memoryOf(units));
    latest.set(target, { etag: own.etag, memory });
    return memory;
  };
}
