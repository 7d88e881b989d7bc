import { readFileSync } from "node:fs";

/** A file larger than this is no manifest, and would only take memory. */
const LARGEST_BYTES = 32 * 1024 * 1024;
const BYTE_ORDER_MARK = 0xfeff;

/** Stands for what comes from another program: `kustomize build . | headwater lint -`. */
export const STANDARD_INPUT = "-";
const STANDARD_INPUT_DESCRIPTOR = 0;

/** What a file holds, or why it is not read. */
export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: "binary" | "too-large" | "unreadable" };

/** Reads a file, or the standard input, as UTF-8; a mark at its beginning is dropped. What holds a zero byte is no text. */
export function readText(file: string): FileText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === STANDARD_INPUT ? STANDARD_INPUT_DESCRIPTOR : file);
  } catch {
    return { ok: false, why: "unreadable" };
  }
  if (bytes.length > LARGEST_BYTES) return { ok: false, why: "too-large" };
  if (bytes.includes(0)) return { ok: false, why: "binary" };
  const text = bytes.toString("utf8");
  return { ok: true, text: text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text };
}
