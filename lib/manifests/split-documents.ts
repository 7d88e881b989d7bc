/** A piece of a file between two `---`, as it stands there. */
export interface DocumentText {
  /** Counts from 1; documents that hold nothing are counted too. */
  readonly number: number;
  readonly text: string;
  /** How many lines of the file stand before it. */
  readonly linesBefore: number;
}

const MARKER = /^---(?=\s|$)/gm;
/** Cuts a file at its document markers, without parsing it: what is broken in one document spoils no other. */
export function splitDocuments(text: string): readonly DocumentText[] {
  const starts = [0];
  for (const { index } of text.matchAll(MARKER)) if (index > 0) starts.push(index);
  const pieces: DocumentText[] = [];
  let begin = 0;
  let linesBefore = 0;
  for (const at of starts.keys()) {
    const end = starts[at + 1] ?? text.length;
    const piece = text.slice(begin, end);
    const isLast = at === starts.length - 1;
    if (!isLast && isPrologue(piece)) continue;
    pieces.push({ number: pieces.length + 1, text: piece, linesBefore });
    linesBefore += countLines(piece);
    begin = end;
  }
  return pieces;
}

/** Directives (`%YAML 1.2`) and comments before the first marker belong to the document that follows. */
function isPrologue(piece: string): boolean {
  return piece.split("\n").every((line) => /^\s*$|^\s*#|^%/.test(line));
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
