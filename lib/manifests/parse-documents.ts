import { type Document, isNode, LineCounter, parseAllDocuments } from "yaml";
import type { DocumentText } from "./split-documents.ts";

/** A way into a document: fields by name, entries of lists by number. */
export type FieldPath = readonly (string | number)[];

/** A document as plain data, with the way back to its lines; or why it cannot be read, and where. Lines count from 1. */
export type ParsedDocument =
  | { readonly line: number; readonly value: unknown; lineOf(path: FieldPath): number | null }
  | { readonly line: number; readonly column: number; readonly error: string };

/** More than any manifest has, and few enough that a file made to explode does not. */
const MOST_ALIASES = 100;

/**
 * Reads a piece of a file of YAML or JSON (which is YAML). Mostly it is one document; a `...` may end one and begin
 * another. Never throws: what is nested or repeated without end is an error like any other.
 */
export function parseDocument({ text, linesBefore }: DocumentText): readonly ParsedDocument[] {
  const lines = new LineCounter();
  const toPlace = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: linesBefore + Math.max(1, line), column: Math.max(1, col) };
  };
  let documents: readonly Document[];
  try {
    documents = parseAllDocuments(text, { lineCounter: lines, logLevel: "silent", prettyErrors: false });
  } catch (thrown) {
    return [{ line: linesBefore + 1, column: 1, error: toWords(thrown) }];
  }
  return documents.map((document): ParsedDocument => {
    const [error] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
    if (error !== undefined) return { ...toPlace(error.pos[0]), error: toWords(error) };
    const start = document.contents?.range?.[0] ?? 0;
    const { line } = toPlace(start);
    try {
      const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
      const lineOf = (path: FieldPath) => {
        const node = path.length === 0 ? document.contents : document.getIn(path, true);
        return isNode(node) && node.range ? toPlace(node.range[0]).line : null;
      };
      return { line, value, lineOf };
    } catch (thrown) {
      return { ...toPlace(start), error: toWords(thrown) };
    }
  });
}

function toWords(thrown: unknown): string {
  // The parser catches that the stack ran out, and gives it as an error of the text.
  if (thrown instanceof RangeError || isOutOfStack(thrown)) return "This is nested too deeply to be read.";
  if (thrown instanceof ReferenceError) return "This repeats its anchors too often to be unfolded.";
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function isOutOfStack(thrown: unknown): boolean {
  return thrown instanceof Error && /maximum call stack/i.test(thrown.message);
}
