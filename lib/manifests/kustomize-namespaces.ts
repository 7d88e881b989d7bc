import { dirname, resolve } from "node:path";

/** A file of kustomize's as far as it says where objects go: what it takes in, and the namespace that it sets. */
export interface KustomizeFile {
  readonly resources: readonly string[];
  readonly namespace: string | null;
}

const GROUP = "kustomize.config.k8s.io";
const NAMES = /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a file has one of the names that kustomize looks for. */
export function isKustomizeName(file: string): boolean {
  return NAMES.test(file);
}

/** Reads a document of such a file; null when it is something else, such as a Kustomization of Flux's. */
export function parseKustomizeFile(value: unknown): KustomizeFile | null {
  if (typeof value !== "object" || value === null) return null;
  const { apiVersion, namespace, resources, components, bases } = value as Record<string, unknown>;
  if (apiVersion !== undefined && !String(apiVersion).startsWith(`${GROUP}/`)) return null;
  const texts = (list: unknown) => (Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : []);
  return {
    resources: [...texts(resources), ...texts(components), ...texts(bases)],
    namespace: typeof namespace === "string" && namespace !== "" ? namespace : null,
  };
}

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

/** The folder that a kustomize file speaks for. */
export function toKustomizeFolder(file: string): string {
  return dirname(resolve(file));
}
