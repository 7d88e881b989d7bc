/** Fields of a spec that decide which objects a path becomes: names, namespaces, number, and the cluster they go to. */
const BUILD_FIELDS = [
  "targetNamespace",
  "namePrefix",
  "nameSuffix",
  "components",
  "patches",
  "postBuild",
  "kubeConfig",
] as const;

/** Names how a Kustomization is built apart from source and path: equal builds have equal names. */
export function toBuildKey(spec: unknown): string {
  const fields = typeof spec === "object" && spec !== null ? (spec as Record<string, unknown>) : {};
  return JSON.stringify(BUILD_FIELDS.map((field) => toSorted(fields[field] ?? null)));
}

/** Brings a `spec.path` into one form: no `./` before it, no slash at its end; empty for the root. */
export function toPath(path: string | undefined): string {
  return (path ?? "")
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** The same value with the fields of every object in one order. Goes level by level, not by calling itself. */
function toSorted(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, sortFields));
}

function sortFields(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
