import { type ApiKind, HELM_RELEASE, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { isKubernetesName } from "#lib/flux/kubernetes-name.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { FieldPath } from "./parse-documents.ts";

/** Where a repository's Flux objects live when they do not say. */
const USUAL_NAMESPACE = "flux-system";

/** What a document, or a part of it, turns out to be; `path` leads to the part. */
export type Sorted = { readonly path: FieldPath } & (
  | { readonly as: "object"; readonly kind: ApiKind; readonly object: RawObject }
  | { readonly as: "fault"; readonly message: string }
  | { readonly as: "encrypted" }
  /** Its name is filled in later: by Helm, or by a parent's postBuild. */
  | { readonly as: "template" }
  | { readonly as: "not-flux" }
);

/** What is known of where a document lies. */
export interface Surroundings {
  /** The namespace that kustomize puts what is in this file into, or null. */
  readonly namespace: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Takes a document apart (lists, fleet files) and says of each object what it is. The status is left to the controllers. */
export function sortDocument(value: unknown, around: Surroundings, path: FieldPath = []): readonly Sorted[] {
  if (!isFields(value)) return [{ as: "not-flux", path }];
  const { items } = value;
  if (Array.isArray(value["kustomizations"]) && value["apiVersion"] === undefined) {
    return Object.entries(FLEET_LISTS).flatMap(([field, kind]) => {
      const list = value[field];
      if (!Array.isArray(list)) return [];
      return list.flatMap((item: unknown, index) =>
        sortDocument(withKind(item, kind), around, [...path, field, index]),
      );
    });
  }
  if (Array.isArray(items) && String(value["kind"]).endsWith("List"))
    return items.flatMap((item: unknown, index) => sortDocument(item, around, [...path, "items", index]));
  const kind = findKind(value);
  if (kind === undefined) return [{ as: isFields(value["sops"]) ? "encrypted" : "not-flux", path }];
  return [{ ...sortObject(kind, value, around), path }];
}

type Verdict = Sorted extends infer One ? (One extends unknown ? Omit<One, "path"> : never) : never;

function sortObject(kind: ApiKind, value: Fields, around: Surroundings): Verdict {
  const { metadata, spec } = value;
  const { name, namespace }: Fields = isFields(metadata) ? metadata : {};
  if (isFields(value["sops"]) && isEncrypted([name, namespace, spec])) return { as: "encrypted" };
  if (!isFields(metadata) || typeof name !== "string" || name === "") {
    return { as: "fault", message: `This ${kind.kind} has no metadata.name.` };
  }
  const place = around.namespace ?? (namespace || null);
  if (hasPlaceholder(name) || hasPlaceholder(place)) return { as: "template" };
  const misnamed = [name, place].find((text) => typeof text === "string" && !isKubernetesName(text));
  if (misnamed !== undefined) {
    return { as: "fault", message: `"${misnamed}" is not a name that Kubernetes takes: use a-z, 0-9, "-" and ".".` };
  }
  if (!isFields(spec)) return { as: "fault", message: `${kind.kind} ${name} has no spec.` };
  const finalNamespace = typeof place === "string" ? place : USUAL_NAMESPACE;
  return { as: "object", kind, object: toObject(kind, spec, name, finalNamespace, metadata) };
}

/** The lists of a fleet file, whose entries need not say what they are. */
const FLEET_LISTS: Readonly<Record<string, ApiKind>> = { kustomizations: KUSTOMIZATION, helmReleases: HELM_RELEASE };

function withKind(item: unknown, kind: ApiKind): unknown {
  if (!isFields(item)) return item;
  return { apiVersion: `${kind.group}/${kind.version}`, kind: kind.kind, ...item };
}

function findKind({ apiVersion, kind }: Fields): ApiKind | undefined {
  const group = typeof apiVersion === "string" ? apiVersion.split("/", 1)[0] : "";
  return [KUSTOMIZATION, ...SOURCE_KINDS, HELM_RELEASE].find((known) => known.group === group && known.kind === kind);
}

function toObject(kind: ApiKind, spec: Fields, name: string, namespace: string, metadata: Fields): RawObject {
  const { labels, annotations } = metadata;
  return {
    apiVersion: `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: {
      name,
      namespace,
      ...(isFields(labels) ? { labels } : {}),
      ...(isFields(annotations) ? { annotations } : {}),
    },
    spec,
  };
}

/** SOPS leaves what it is not told to encrypt; only where the order of things is unreadable is nothing to be had. */
function isEncrypted([name, namespace, spec]: readonly unknown[]): boolean {
  const { dependsOn, sourceRef, path }: Fields = isFields(spec) ? spec : {};
  return (JSON.stringify([name, namespace, dependsOn, sourceRef, path]) ?? "").includes("ENC[");
}

/** Whether a text is filled in later, by Helm or by Flux's postBuild. */
export function hasPlaceholder(value: unknown): boolean {
  return typeof value === "string" && /\{\{|\$\{/.test(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
