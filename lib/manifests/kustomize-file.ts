import { dirname, resolve } from "node:path";

/** A file of kustomize's, as far as it says what is applied, and where it goes. */
export interface KustomizeFile {
  readonly resources: readonly string[];
  readonly namespace: string | null;
  /** It makes ConfigMaps or Secrets. */
  readonly generates: boolean;
  /** It makes, or renames, what only kustomize itself can tell. */
  readonly isOpaque: boolean;
}

const GROUP = "kustomize.config.k8s.io";
const NAMES = /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/;
const GENERATORS = ["configMapGenerator", "secretGenerator"];
const OPAQUE = ["helmCharts", "generators", "transformers", "namePrefix", "nameSuffix", "replacements", "components"];

/** Whether a file has one of the names that kustomize looks for. */
export function isKustomizeName(file: string): boolean {
  return NAMES.test(file);
}

/** Reads a document of such a file; null when it is something else, such as a Kustomization of Flux's. */
export function parseKustomizeFile(value: unknown): KustomizeFile | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Record<string, unknown>;
  const { apiVersion, namespace, resources, components, bases } = fields;
  if (apiVersion !== undefined && !String(apiVersion).startsWith(`${GROUP}/`)) return null;
  const texts = (list: unknown) => (Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : []);
  return {
    resources: [...texts(resources), ...texts(components), ...texts(bases)],
    namespace: typeof namespace === "string" && namespace !== "" ? namespace : null,
    generates: GENERATORS.some((field) => fields[field] !== undefined),
    isOpaque: OPAQUE.some((field) => fields[field] !== undefined),
  };
}

/** The folder that a kustomize file speaks for. */
export function toKustomizeFolder(file: string): string {
  return dirname(resolve(file));
}
