import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

const ENDINGS = /\.(ya?ml|json)$/i;
const LEFT_OUT = new Set([".git", "node_modules"]);

/**
 * Finds the files that a path means: itself, or the YAML and JSON files of a folder and what is below it, sorted. A
 * folder is entered once, whatever links lead to it. Throws when there is no such path.
 */
export function findFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const files: string[] = [];
  const entered = new Set<string>();
  const open = [path];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const real = realpathSync(folder);
    if (entered.has(real)) continue;
    entered.add(real);
    for (const name of readdirSync(folder)) {
      if (LEFT_OUT.has(name)) continue;
      const child = join(folder, name);
      const found = statSync(child, { throwIfNoEntry: false });
      if (found?.isDirectory()) open.push(child);
      else if (found?.isFile() && ENDINGS.test(name)) files.push(child);
    }
  }
  return files.sort();
}
