/** How far each file is. In a terminal a line a file that changes; elsewhere a line a change, to be kept in a log. */
export interface ProgressBoard {
  /** @param subject what it is about, a line each */
  show(subject: string, state: ProgressState): void;
  /** Forgets the subject; its last line goes. */
  end(subject: string): void;
  /** Writes a line that stays. */
  above(line: string): void;
}

export interface ProgressState {
  readonly text: string;
  /** From 0 to 1, where it can be told. */
  readonly share?: number;
}

export function progressBoard(stream: NodeJS.WriteStream): ProgressBoard {
  return stream.isTTY ? liveBoard(stream) : plainBoard(stream);
}

/** In a log every quarter is enough. */
function plainBoard(stream: NodeJS.WriteStream): ProgressBoard {
  const last = new Map<string, string>();
  const above = (line: string) => {
    stream.write(`${line}\n`);
  };
  return {
    show(subject, { text, share }) {
      const step = share === undefined ? text : `${Math.floor(share * 4)}`;
      if (last.get(subject) === step) return;
      last.set(subject, step);
      above(`${subject}: ${text}`);
    },
    end: subject => last.delete(subject),
    above,
  };
}

const eraseBelow = '\u001B[0J';

function liveBoard(stream: NodeJS.WriteStream): ProgressBoard {
  const lines = new Map<string, string>();
  let drawn = 0;
  const draw = (above = '') => {
    const up = drawn === 0 ? '' : `\u001B[${drawn}A`;
    // Lines that wrap, or scroll away, could not be drawn over.
    const shown = [...lines.values()].slice(0, Math.max(1, stream.rows - 2)).map(line => fitted(line, stream.columns));
    stream.write(`${up}${eraseBelow}${above}${shown.map(line => `${line}\n`).join('')}`);
    drawn = shown.length;
  };
  return {
    show(subject, { text }) {
      const line = `${subject}: ${text}`;
      if (lines.get(subject) === line) return;
      lines.set(subject, line);
      draw();
    },
    end(subject) {
      if (lines.delete(subject)) draw();
    },
    above: line => draw(`${line}\n`),
  };
}

function fitted(line: string, columns: number): string {
  const characters = Array.from(line);
  return characters.length < columns ? line : `${characters.slice(0, Math.max(1, columns - 2)).join('')}…`;
}
