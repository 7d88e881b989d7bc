import { relative, sep } from "node:path";
import { STANDARD_INPUT } from "#lib/manifests/read-text.ts";

/** A path as others read it: from the folder of the command, with `/` on every system. */
export function toRelative(file: string, folder: string): string {
  if (file === STANDARD_INPUT) return file;
  const path = relative(folder, file);
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
