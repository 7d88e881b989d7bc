import type { ManifestsReading } from "#lib/cli/read-manifests-graph.ts";
import { toRelative } from "#lib/cli/to-relative.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toDependencies } from "#lib/flux/reference.ts";
import type { Finding } from "#lib/graph/model.ts";
import { readKustomization } from "#lib/graph/read-objects.ts";

/** A finding with the place where it is mended; null where only a cluster is known. */
export interface PlacedFinding extends Finding {
  /** Relative to the folder of the command, with `/`. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** The rule of what is no finding of the graph: a manifest that cannot be read. */
export const UNREADABLE_RULE = "unreadable-manifest";

/** Says where findings stand: at the entry of a dependsOn where they are about one, else at the object. */
export function placeFindings(
  findings: readonly Finding[],
  { placeOf }: Pick<ManifestsReading, "placeOf">,
  folder: string,
): readonly PlacedFinding[] {
  return findings.map((finding) => {
    const manifest = finding.nodes.map((id) => placeOf.get(id)).find((known) => known !== undefined);
    if (manifest === undefined) return { ...finding, file: null, line: null, column: null };
    const place = findReference(manifest.object, new Set(finding.nodes.slice(1)));
    const line = place === null ? manifest.line : manifest.lineOf(["spec", "dependsOn", place]);
    return { ...finding, file: toRelative(manifest.file, folder), line, column: 1 };
  });
}

/** Turns what could not be parsed into findings: it is not linted, and nobody would know. */
export function toUnreadableFindings({ manifests }: ManifestsReading, folder: string): readonly PlacedFinding[] {
  return manifests.faults
    .filter(({ line }) => line > 0)
    .map(({ file, line, column, document, message }) => ({
      rule: UNREADABLE_RULE,
      severity: "error",
      nodes: [],
      message: `Document ${document} cannot be read: ${message}`,
      fix: "Mend the YAML; until then nothing in this document counts.",
      file: toRelative(file, folder),
      line,
      column,
    }));
}

/** The first entry of the object's dependsOn that names one of the others, by its number. */
function findReference(object: Parameters<typeof readKustomization>[0], others: ReadonlySet<ObjectId>): number | null {
  if (others.size === 0) return null;
  const reading = readKustomization(object);
  if (!reading.ok) return null;
  const at = toDependencies(reading.value, null).findIndex(({ id }) => others.has(id));
  return at < 0 ? null : at;
}
