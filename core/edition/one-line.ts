/** Text without line breaks, Unicode's own among them, for formats in which a line means something. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\n\v\f\r\u0085\u2028\u2029][\s\u0085]*/gu, ' ');
}
