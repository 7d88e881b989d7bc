import { formatDuration, parseDuration } from "#lib/flux/duration.ts";

type Fields = Readonly<Record<string, unknown>>;

const DURATIONS = new Set(["interval", "retryInterval", "timeout", "lastReconciledDuration"]);
/** Fields that the controller's types write also when they are empty. */
const ALWAYS_WRITTEN = new Set([
  "interval",
  "prune",
  "sourceRef",
  "message",
  "reason",
  "id",
  "v",
  "name",
  "kind",
  "type",
]);

const asSelf = new WeakMap<object, unknown>();
const asDependency = new WeakMap<object, unknown>();

/**
 * Gives a Kustomization as an expression of the controller sees it: read into the controller's types and written out
 * again, so that durations are Go's (`10m0s`), whole numbers are integers, and optional fields that are empty or false
 * are not there. A dependency is read without its kind and apiVersion.
 */
export function toControllerView(object: unknown, role: "self" | "dep"): unknown {
  if (!isFields(object)) return object;
  const known = role === "self" ? asSelf : asDependency;
  const before = known.get(object);
  if (before !== undefined) return before;
  const { kind, apiVersion, metadata, spec, status, ...rest } = object;
  const view = {
    ...(role === "self" && { ...(kind !== undefined && { kind }), ...(apiVersion !== undefined && { apiVersion }) }),
    ...toView(rest),
    metadata: toView(dropEmpty(metadata)),
    spec: toView(dropEmpty(spec)),
    status: toView(dropEmpty(status ?? {})),
  };
  known.set(object, view);
  return view;
}

function toView(value: unknown, name = ""): object {
  return toPlain(value, name) as object;
}

function toPlain(value: unknown, name: string): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === "string" && DURATIONS.has(name)) {
    const seconds = parseDuration(value);
    return seconds === null ? value : formatDuration(seconds);
  }
  if (Array.isArray(value)) return value.map((item) => toPlain(name === "dependsOn" ? dropEmpty(item) : item, ""));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toPlain(field, key)]));
}

function dropEmpty(value: unknown): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name, field]) => ALWAYS_WRITTEN.has(name) || !isEmpty(name, field)),
  );
}

/** An object that is empty stays, for it is known to be there; maps of labels and annotations do not. */
function isEmpty(name: string, field: unknown): boolean {
  if (field === undefined || field === null || field === false || field === "" || field === 0) return true;
  if (Array.isArray(field)) return field.length === 0;
  return (name === "labels" || name === "annotations") && isFields(field) && Object.keys(field).length === 0;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
