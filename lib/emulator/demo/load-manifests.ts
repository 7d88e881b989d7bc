import { addMissingSources } from "#lib/manifests/add-missing-sources.ts";
import { readManifests } from "#lib/manifests/read-manifests.ts";
import type { EmbeddedCluster } from "./embedded-cluster.ts";

/** Puts what stands in manifests into the cluster, and says what could not be read. Throws when nothing could. */
export function loadManifests(cluster: EmbeddedCluster, paths: readonly string[], say: (line: string) => void): void {
  const { objects, faults, skipped } = readManifests(paths);
  for (const { file, document, line, message } of faults)
    say(document === 0 ? `${file}: ${message}` : `${file}, document ${document}, line ${line}: ${message}`);
  const skips = Object.entries(skipped).filter(([, count]) => count > 0);
  if (skips.length > 0)
    say(`Passed over: ${skips.map(([what, count]) => `${count} ${SKIPPED[what] ?? what}`).join(", ")}.`);
  const kustomizations = objects.filter(({ object }) => object.kind === "Kustomization");
  if (kustomizations.length === 0) throw new Error(`There is no Flux Kustomization in ${paths.join(", ")}.`);
  const complete = addMissingSources(objects);
  if (complete.added.length > 0)
    say(`Sources that are referred to and not given, made up: ${complete.added.join(", ")}.`);
  for (const { object } of complete.objects) cluster.apply(object);
  say(`${kustomizations.length} Kustomizations.`);
}

const SKIPPED: Readonly<Record<string, string>> = {
  notFlux: "documents that are not Flux's",
  encrypted: "encrypted documents",
  templates: "templates whose values are filled in later",
  binary: "files that are no text",
};
