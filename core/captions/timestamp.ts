/**
 * A time of captions.
 * @param ms whole milliseconds, at least 0
 * @param point between seconds and milliseconds: `.` in WebVTT, `,` in SRT
 * @returns `00:01:02.345`; more digits for hours where a hundred are reached
 */
export function timestamp(ms: number, point: '.' | ','): string {
  const seconds = Math.floor(ms / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${clock.map(part => digits(part, 2)).join(':')}${point}${digits(ms % 1_000, 3)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
