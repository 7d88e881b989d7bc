import { findNameErrors } from "#lib/emulator/object-meta.ts";
import { type ApiKind, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/** Where a repository's Flux objects live when they do not say. */
const USUAL_NAMESPACE = "flux-system";

/** What a document turns out to be. */
export type Sorted =
  | { readonly as: "object"; readonly kind: ApiKind; readonly object: RawObject }
  | { readonly as: "fault"; readonly message: string }
  | { readonly as: "encrypted" }
  /** Its name is filled in later: by Helm, or by a parent's postBuild. */
  | { readonly as: "template" }
  | { readonly as: "not-flux" };

type Fields = Readonly<Record<string, unknown>>;

/** Takes a document apart (lists, fleet files) and says of each object what it is. The status is left to the controllers. */
export function sortDocument(value: unknown): readonly Sorted[] {
  if (!isFields(value)) return [{ as: "not-flux" }];
  if (Array.isArray(value["kustomizations"]) && value["apiVersion"] === undefined) {
    return value["kustomizations"].flatMap((item) =>
      sortDocument({ apiVersion: `${KUSTOMIZATION.group}/${KUSTOMIZATION.version}`, kind: "Kustomization", ...item }),
    );
  }
  if (Array.isArray(value["items"]) && String(value["kind"]).endsWith("List"))
    return value["items"].flatMap(sortDocument);
  if (isFields(value["sops"])) return [{ as: "encrypted" }];
  const kind = findKind(value);
  if (kind === undefined) return [{ as: "not-flux" }];
  const { metadata } = value;
  const { name, namespace }: Fields = isFields(metadata) ? metadata : {};
  if (!isFields(metadata) || typeof name !== "string" || name === "") {
    return [{ as: "fault", message: `This ${kind.kind} has no metadata.name.` }];
  }
  if (hasPlaceholder(name) || hasPlaceholder(namespace)) return [{ as: "template" }];
  const misnamed = [name, ...(namespace ? [namespace] : [])].find((text) => !isKubernetesName(text));
  if (misnamed !== undefined) {
    return [{ as: "fault", message: `"${misnamed}" is not a name that Kubernetes takes: use a-z, 0-9, "-" and ".".` }];
  }
  if (!isFields(value["spec"])) return [{ as: "fault", message: `${kind.kind} ${name} has no spec.` }];
  return [{ as: "object", kind, object: toObject(kind, value["spec"], name, metadata) }];
}

function findKind({ apiVersion, kind }: Fields): ApiKind | undefined {
  const group = typeof apiVersion === "string" ? apiVersion.split("/", 1)[0] : "";
  return [KUSTOMIZATION, ...SOURCE_KINDS].find((known) => known.group === group && known.kind === kind);
}

function toObject(kind: ApiKind, spec: Fields, name: string, metadata: Fields): RawObject {
  const { namespace, labels, annotations } = metadata;
  return {
    apiVersion: `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: {
      name,
      namespace: typeof namespace === "string" && namespace !== "" ? namespace : USUAL_NAMESPACE,
      ...(isFields(labels) ? { labels } : {}),
      ...(isFields(annotations) ? { annotations } : {}),
    },
    spec,
  };
}

/** Whether something may be the name of an object or a namespace. */
export function isKubernetesName(value: unknown): boolean {
  return typeof value === "string" && findNameErrors(value).length === 0;
}

function hasPlaceholder(value: unknown): boolean {
  return typeof value === "string" && /\{\{|\$\{/.test(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
