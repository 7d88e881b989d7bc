import { REVISION_1, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import { parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/**
 * What is compared of how Kustomizations end: lines of text by `namespace/name`. Times, measured spans, temporary names
 * and the words of CEL's parser differ from run to run, and are left out.
 */
export function toComparable(objects: readonly RawObject[]): Readonly<Record<string, readonly string[]>> {
  const kustomizations = objects.filter(({ kind }) => kind === "Kustomization");
  return Object.fromEntries(
    kustomizations.map((raw) => [`${raw.metadata.namespace}/${raw.metadata.name}`, toLines(raw)]),
  );
}

function toLines(raw: RawObject): readonly string[] {
  const parsed = parseKustomization(raw);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { metadata, status } = parsed.value;
  const said = [
    `observed ${status.observedGeneration} of ${metadata.generation}`,
    status.lastAppliedRevision && `applied ${status.lastAppliedRevision}`,
    status.lastAttemptedRevision && `attempted ${status.lastAttemptedRevision}`,
    status.lastHandledReconcileAt && `handled ${status.lastHandledReconcileAt}`,
    ...status.history.map((entry) => `${entry.lastReconciledStatus} of ${entry.metadata.revision}`),
    ...readInventory(raw).map((id) => `holds ${id}`),
    ...status.conditions
      .map(({ type, status: value, reason, message }) => `${type} ${value} ${reason}: ${message}`)
      .sort(),
  ];
  return said.filter((line) => line !== undefined).map(normalise);
}

function readInventory(raw: RawObject): readonly string[] {
  const status = raw["status"] as { inventory?: { entries?: readonly { id: string }[] } } | undefined;
  return status?.inventory?.entries?.map(({ id }) => id) ?? [];
}

function normalise(line: string): string {
  return line
    .replaceAll(REVISION_1, "r1")
    .replaceAll(REVISION_2, "r2")
    .replaceAll(/\b(after|in) [\d.hmµ]+s\b/g, "$1 <span>")
    .replaceAll(/kustomization-\d+/g, "kustomization-<number>")
    .replace(/(failed to parse the CEL expression '.*?'): .*$/s, "$1: <words of the parser>")
    .trimEnd();
}
