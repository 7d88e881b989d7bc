/** A kind of the Kubernetes API as Headwater addresses it. */
export interface ApiKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

const SOURCE_GROUP = "source.toolkit.fluxcd.io";

export const KUSTOMIZATION: ApiKind = {
  group: "kustomize.toolkit.fluxcd.io",
  version: "v1",
  kind: "Kustomization",
  plural: "kustomizations",
};

export const GIT_REPOSITORY: ApiKind = {
  group: SOURCE_GROUP,
  version: "v1",
  kind: "GitRepository",
  plural: "gitrepositories",
};

/** The four kinds a Kustomization's `sourceRef` may name (flux-semantics: spec.sourceRef). */
export const SOURCE_KINDS: readonly ApiKind[] = [
  GIT_REPOSITORY,
  { group: SOURCE_GROUP, version: "v1", kind: "OCIRepository", plural: "ocirepositories" },
  { group: SOURCE_GROUP, version: "v1", kind: "Bucket", plural: "buckets" },
  { group: SOURCE_GROUP, version: "v1", kind: "ExternalArtifact", plural: "externalartifacts" },
];

/** Not drawn and not watched; it is known where somebody names one in the dependsOn of a Kustomization. */
export const HELM_RELEASE: ApiKind = {
  group: "helm.toolkit.fluxcd.io",
  version: "v2",
  kind: "HelmRelease",
  plural: "helmreleases",
};

export const EVENT: ApiKind = { group: "", version: "v1", kind: "Event", plural: "events" };

/** The kinds that Headwater keeps a live copy of. */
export const WATCHED_KINDS: readonly ApiKind[] = [KUSTOMIZATION, ...SOURCE_KINDS, EVENT];

/** Gives the API path of a kind: of all namespaces, of one, or of one object in it. */
export function toApiPath(kind: ApiKind, namespace: string | null, name?: string): string {
  const root = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const scope = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${kind.plural}${name === undefined ? "" : `/${encodeURIComponent(name)}`}`;
}
