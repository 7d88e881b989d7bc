import { join } from "node:path";

/**
 * Where Node keeps what it has compiled and stripped of types, for the next start: that takes a third of a second less.
 * Where nothing can be written Node goes without.
 */
export function toCompileCache(root: string): string {
  return join(root, ".cache", "compiled");
}
