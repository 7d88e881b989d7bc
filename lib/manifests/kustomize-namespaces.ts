import { resolve } from "node:path";
import type { KustomizeFile } from "./kustomize-file.ts";

/**
 * Gives the namespace that kustomize puts the objects of a file into, or null where it sets none: of all folders that
 * take the file in, one within another, the outermost decides. Where overlays differ, nobody can say which is meant.
 */
export function createNamespaceFinder(
  kustomizations: ReadonlyMap<string, KustomizeFile>,
): (file: string) => string | null {
  const takers = new Map<string, string[]>();
  for (const [folder, { resources }] of kustomizations) {
    for (const resource of resources) {
      const target = resolve(folder, resource);
      takers.set(target, [...(takers.get(target) ?? []), folder]);
    }
  }
  const known = new Map<string, string | null>();

  function findOf(path: string, own: string | null): string | null {
    const outer = new Set((takers.get(path) ?? []).map(findOfFolder).filter((namespace) => namespace !== null));
    const [only, ...others] = outer;
    return only !== undefined && others.length === 0 ? only : own;
  }

  function findOfFolder(folder: string): string | null {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const own = kustomizations.get(folder)?.namespace ?? null;
    // Folders that take each other in, in a circle, end here.
    known.set(folder, own);
    const namespace = findOf(folder, own);
    known.set(folder, namespace);
    return namespace;
  }

  return (file) => findOf(resolve(file), null);
}
