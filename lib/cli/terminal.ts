/** Where a command writes and what it knows of its surroundings; tests give their own. */
export interface Terminal {
  /** The answer. */
  out(text: string): void;
  /** What is said beside it: notes, faults. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string | null;
  /** The folder that paths are relative to. */
  readonly folder: string;
  /** Whether the answer goes to a terminal, and not into a file or another program. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;
export type Colour = keyof typeof CODES;

/** Sets text in a colour, or gives it as it is where colours are not wanted. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours are for terminals alone, and for nobody who sets NO_COLOR (no-color.org) or has a dumb terminal. */
export function createPaint({ isTerminal, env }: Terminal): Paint {
  const isWanted = isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return (colour, text) => (isWanted && text !== "" ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}

/** Takes out what would steer a terminal: names and messages come from a cluster, and are only text. */
export function toPlainText(text: string): string {
  return [...text].map((letter) => (isControl(letter) ? " " : letter)).join("");
}

function isControl(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code < 0x20 && letter !== "\n") || (code >= 0x7f && code < 0xa0);
}
