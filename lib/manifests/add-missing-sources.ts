import { type ApiKind, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { isKubernetesName } from "#lib/flux/kubernetes-name.ts";
import { parseKustomization } from "#lib/flux/kustomization.ts";
import { parseObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { toSourceId } from "#lib/flux/reference.ts";
import type { FluxObject } from "./read-manifests.ts";

/**
 * Makes up a source for each `sourceRef` that names none of the given ones, and that can have such a name; gives the
 * ids of those it added.
 */
export function addMissingSources(objects: readonly FluxObject[]): {
  readonly objects: readonly FluxObject[];
  readonly added: readonly string[];
} {
  const known = new Set<string>(
    objects.map(({ kind, object: { metadata } }) => toObjectId(kind.kind, metadata.namespace ?? "", metadata.name)),
  );
  const added = new Map<string, FluxObject>();
  for (const { kind, object } of objects) {
    const parsed = kind.kind === KUSTOMIZATION.kind ? parseKustomization(object) : null;
    const id = parsed?.ok ? toSourceId(parsed.value, null) : null;
    if (id === null || known.has(id) || added.has(id)) continue;
    const parts = parseObjectId(id);
    const source = SOURCE_KINDS.find((candidate) => candidate.kind === parts?.kind);
    if (parts === null || source === undefined) continue;
    if (isKubernetesName(parts.name) && isKubernetesName(parts.namespace))
      added.set(id, toSource(source, parts.namespace, parts.name));
  }
  return { objects: [...added.values(), ...objects], added: [...added.keys()] };
}

function toSource(kind: ApiKind, namespace: string, name: string): FluxObject {
  const scheme = kind.kind === "OCIRepository" ? "oci" : "https";
  const spec = kind.kind === "ExternalArtifact" ? {} : { interval: "1m", url: `${scheme}://example.com/${name}` };
  const apiVersion = `${kind.group}/${kind.version}`;
  return { kind, object: { apiVersion, kind: kind.kind, metadata: { name, namespace }, spec } };
}
