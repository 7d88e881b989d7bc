import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { STANDARD_INPUT } from "./read-text.ts";

const ENDINGS = /\.(?:ya?ml|json)$/i;
/** The one name without an ending that kustomize reads. */
const PLAIN_KUSTOMIZATION = "Kustomization";
const LEFT_OUT = new Set([".git", "node_modules"]);

/** The files that paths mean, and what could not be entered. */
export interface FoundFiles {
  /** Sorted, each once. */
  readonly files: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * Finds the files that a path means: itself (also `-`, the standard input), or the YAML and JSON files of a folder and of all below it. A folder is
 * entered once, whatever links lead to it. Throws when there is no such path.
 */
export function findFiles(path: string): FoundFiles {
  if (path === STANDARD_INPUT || !statSync(path).isDirectory()) return { files: [path], unreadable: [] };
  const files: string[] = [];
  const unreadable: string[] = [];
  const entered = new Set<string>();
  const open = [path];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = enter(folder, entered);
    if (entries === "seen") continue;
    if (entries === "unreadable") {
      unreadable.push(folder);
      continue;
    }
    for (const entry of entries) {
      if (LEFT_OUT.has(entry.name)) continue;
      const child = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? follow(child) : entry;
      if (kind?.isDirectory()) open.push(child);
      else if (kind?.isFile() && isManifestName(entry.name)) files.push(child);
      // A link whose end cannot be read is a file that cannot be read; a link to nothing is nothing.
      else if (kind !== undefined && !kind.isFile() && isManifestName(entry.name)) unreadable.push(child);
    }
  }
  return { files: files.sort(), unreadable: unreadable.sort() };
}

function isManifestName(name: string): boolean {
  return ENDINGS.test(name) || name === PLAIN_KUSTOMIZATION;
}

function enter(folder: string, entered: Set<string>): readonly Dirent[] | "seen" | "unreadable" {
  try {
    const real = realpathSync(folder);
    if (entered.has(real)) return "seen";
    entered.add(real);
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return "unreadable";
  }
}

function follow(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
