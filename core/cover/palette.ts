/** The colours of a cover; each pair of ground and ink has a contrast of 7 : 1 at least. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Of the source language, and of the one it is translated into. */
  readonly voices: readonly [string, string];
}

export const palettes: readonly Palette[] = [
  { ground: '#1d2b3a', ink: '#f6f0e4', voices: ['#e9b44c', '#7fb7be'] },
  { ground: '#3b1f2b', ink: '#f7ede2', voices: ['#f28482', '#9bbfb5'] },
  { ground: '#173f35', ink: '#f4f1e8', voices: ['#e8c468', '#8fc1a9'] },
  { ground: '#2e2a4f', ink: '#f3eefb', voices: ['#f2a65a', '#a79be6'] },
  { ground: '#f3ead9', ink: '#22201c', voices: ['#c8553d', '#2f6f73'] },
  { ground: '#e7ece8', ink: '#1f2d2a', voices: ['#c9701f', '#31646c'] },
  { ground: '#5a1e1e', ink: '#f8eee3', voices: ['#f0b67f', '#d6d1b1'] },
  { ground: '#12343b', ink: '#f4ede4', voices: ['#e1b382', '#6fa8a1'] },
  { ground: '#f1e4dc', ink: '#2b1d2a', voices: ['#a8324a', '#4f5d95'] },
  { ground: '#26302b', ink: '#eef1e7', voices: ['#d4a373', '#a3b18a'] },
  { ground: '#0f2747', ink: '#f5f2ea', voices: ['#ff9f6b', '#8fb8ed'] },
  { ground: '#efe9dd', ink: '#1e2a38', voices: ['#b5572a', '#3f6c8f'] },
];
