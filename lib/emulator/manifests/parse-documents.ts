import { LineCounter, parseAllDocuments } from "yaml";

/** A document of a file as plain data, or why it cannot be read, and at which line of the file. */
export type ParsedDocument =
  | { readonly number: number; readonly line: number; readonly value: unknown }
  | { readonly number: number; readonly line: number; readonly error: string };

/** More than any manifest has, and few enough that a file made to explode does not. */
const MOST_ALIASES = 100;
const BYTE_ORDER_MARK = 0xfeff;

/** Reads all documents of a file of YAML or JSON (which is YAML); each that does not parse is an error of its own. */
export function parseDocuments(text: string): readonly ParsedDocument[] {
  const lines = new LineCounter();
  const plain = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const documents = parseAllDocuments(plain, { lineCounter: lines, logLevel: "silent", prettyErrors: false });
  return documents.map((document, index): ParsedDocument => {
    const number = index + 1;
    const [error] = document.errors;
    const line = lines.linePos(error?.pos[0] ?? document.range?.[0] ?? 0).line;
    if (error !== undefined) return { number, line, error: error.message };
    try {
      return { number, line, value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
    } catch (thrown) {
      return { number, line, error: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  });
}
