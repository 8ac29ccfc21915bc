import type { statuses } from '../../../core/edition/schema.ts';
import type { Language } from '../../../core/languages.ts';

/** The words of the pages that stand for codes. */
export const languageNames: Readonly<Record<Language, string>> = { fr: 'French', en: 'English' };

export const statusWords: Readonly<Record<(typeof statuses)[number], string>> = {
  narrating: 'being made',
  complete: 'complete',
  partial: 'partial',
  failed: 'failed',
};

/** `3:07`; hours only where there are some. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `12.3 kB`, in the decimal units of file managers. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
