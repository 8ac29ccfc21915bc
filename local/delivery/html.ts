/** A piece of HTML that is safe to send: made by `html` alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | readonly Html[];

/**
 * HTML from a template: every value is escaped for text and for attributes in double quotes, except what is Html already.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const parts = strings.map((literal, index) => literal + (index < values.length ? render(values[index] ?? '') : ''));
  return new Html(parts.join(''));
}

/** Nothing, where something might have been. */
export const nothing = new Html('');

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(one => one.text).join('');
  return escapeHtml(String(piece));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => escapes[character] ?? character);
}
