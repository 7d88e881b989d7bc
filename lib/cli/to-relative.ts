import { relative, sep } from "node:path";

/** A path as others read it: from the folder of the command, with `/` on every system. */
export function toRelative(file: string, folder: string): string {
  const path = relative(folder, file);
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
