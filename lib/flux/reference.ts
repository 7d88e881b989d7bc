import type { Kustomization } from "./kustomization.ts";
import { type ObjectId, toObjectId } from "./object-id.ts";

const OWNER_NAME_LABEL = "kustomize.toolkit.fluxcd.io/name";
const OWNER_NAMESPACE_LABEL = "kustomize.toolkit.fluxcd.io/namespace";

/** A resolved entry of `spec.dependsOn`: which Kustomization is waited for, and by which expression, if any. */
export interface Dependency {
  readonly id: ObjectId;
  readonly namespace: string;
  readonly name: string;
  readonly readyExpr: string | null;
}

/** Gives the id of a Kustomization. */
export function toKustomizationId({ metadata }: Pick<Kustomization, "metadata">, cluster: string | null): ObjectId {
  return toObjectId("Kustomization", metadata.namespace, metadata.name, cluster);
}

/** Resolves `spec.dependsOn` in list order; a namespace defaults to the object's own. */
export function toDependencies({ metadata, spec }: Kustomization, cluster: string | null): readonly Dependency[] {
  return spec.dependsOn.map((reference) => {
    const namespace = reference.namespace || metadata.namespace;
    const id = toObjectId("Kustomization", namespace, reference.name, cluster);
    return { id, namespace, name: reference.name, readyExpr: reference.readyExpr || null };
  });
}

/** Gives the id of the source that a Kustomization is built from, or null when it names none. */
export function toSourceId({ metadata, spec }: Kustomization, cluster: string | null): ObjectId | null {
  const reference = spec.sourceRef;
  if (reference === undefined) return null;
  return toObjectId(reference.kind, reference.namespace || metadata.namespace, reference.name, cluster);
}

/** Gives the id of the Kustomization that applied this one, read off its owner labels, or null when none did. */
export function toOwnerId({ metadata }: Pick<Kustomization, "metadata">, cluster: string | null): ObjectId | null {
  const name = metadata.labels[OWNER_NAME_LABEL];
  const namespace = metadata.labels[OWNER_NAMESPACE_LABEL];
  if (!name || !namespace) return null;
  const owner = toObjectId("Kustomization", namespace, name, cluster);
  return owner === toKustomizationId({ metadata }, cluster) ? null : owner;
}
