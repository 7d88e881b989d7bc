import { dirname, resolve } from "node:path";
import type { KustomizeFile } from "./kustomize-file.ts";

/** What a folder is built from. */
export interface AppliedFiles {
  readonly files: ReadonlySet<string>;
  readonly generates: boolean;
  /** False where something goes in that is not among the files, or that only kustomize can tell. */
  readonly isWhole: boolean;
}

interface Folder {
  readonly files: string[];
  readonly folders: Set<string>;
}

/**
 * Finds the files that Flux applies when a Kustomization's path is a folder: what its kustomization.yaml names, folders
 * within folders, or where it has none, all manifests below it. Null for a folder that was not read.
 */
export function createAppliedFinder(
  files: Iterable<string>,
  kustomizations: ReadonlyMap<string, KustomizeFile>,
): (folder: string) => AppliedFiles | null {
  const all = new Set([...files].map((file) => resolve(file)));
  const folders = indexFolders(all);
  const known = new Map<string, AppliedFiles>();
  return (folder) => {
    const start = resolve(folder);
    if (!folders.has(start)) return null;
    const found = known.get(start) ?? findApplied(start, { all, folders, kustomizations });
    known.set(start, found);
    return found;
  };
}

interface Tree {
  readonly all: ReadonlySet<string>;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly kustomizations: ReadonlyMap<string, KustomizeFile>;
}

function findApplied(start: string, { all, folders, kustomizations }: Tree): AppliedFiles {
  const files = new Set<string>();
  const seen = new Set<string>();
  const open = [start];
  let [generates, isWhole] = [false, true];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const kustomization = kustomizations.get(folder);
    if (kustomization === undefined) {
      const { files: own = [], folders: below = [] } = folders.get(folder) ?? {};
      for (const file of own) files.add(file);
      open.push(...below);
      continue;
    }
    generates ||= kustomization.generates;
    isWhole &&= !kustomization.isOpaque;
    for (const resource of kustomization.resources) {
      const target = resolve(folder, resource);
      if (all.has(target)) files.add(target);
      else if (folders.has(target)) open.push(target);
      else isWhole = false;
    }
  }
  return { files, generates, isWhole };
}

function indexFolders(files: Iterable<string>): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  const enter = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder: Folder = { files: [], folders: new Set() };
    folders.set(path, folder);
    return folder;
  };
  for (const file of files) {
    enter(dirname(file)).files.push(file);
    // Up to the first folder that is known to hang in the one above it.
    for (let below = dirname(file), above = dirname(below); below !== above; below = above, above = dirname(below)) {
      const { folders: children } = enter(above);
      if (children.has(below)) break;
      children.add(below);
    }
  }
  return folders;
}
