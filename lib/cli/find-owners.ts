import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { toSourceId } from "#lib/flux/reference.ts";
import type { AppliedObject } from "#lib/lint/applied-objects.ts";
import type { AppliedFiles } from "#lib/manifests/applied-files.ts";
import type { Manifest, Manifests } from "#lib/manifests/read-manifests.ts";

/** What manifests tell of who applies whom. */
export interface Ownership {
  /** The Kustomization that applies an object, where it is the only one. */
  readonly ownerOf: ReadonlyMap<ObjectId, Kustomization>;
  /** What a Kustomization applies; null where manifests do not tell all of it. */
  appliedBy(id: ObjectId): readonly AppliedObject[] | null;
}

interface Applier {
  readonly id: ObjectId;
  readonly parsed: Kustomization;
  readonly sourceId: ObjectId | null;
  readonly applied: AppliedFiles;
}

/**
 * Finds what each Kustomization applies by its path, as far as its source is this very repository. Which source that is,
 * a Kustomization tells that stands in its own path, as the one of `flux bootstrap` does; without one, nothing is known.
 */
export function findOwners(manifests: Manifests, folder: string): Ownership {
  const own = manifests.objects.filter(({ kind }) => kind.kind === KUSTOMIZATION.kind);
  const rootOf = createRootFinder(folder);
  const all = own.flatMap((manifest) => toApplier(manifest, manifests, rootOf));
  const fileOf = new Map(manifests.objects.map((manifest) => [toId(manifest), resolve(manifest.file)]));
  const isInOwnPath = ({ id, applied }: Applier) => applied.files.has(fileOf.get(id) ?? "");
  const here = new Set(all.filter(isInOwnPath).map(({ sourceId }) => sourceId));
  const appliers = new Map(all.filter(({ sourceId }) => here.has(sourceId)).map((one) => [one.id, one]));
  return {
    ownerOf: findOnlyOwners(manifests.objects, [...appliers.values()]),
    appliedBy: (id) => {
      const applied = appliers.get(id)?.applied;
      return applied === undefined ? null : toAppliedObjects(applied, manifests);
    },
  };
}

/** Marks an object as Flux does when it applies it. */
export function withOwner(object: RawObject, owner: Kustomization): RawObject {
  const { name, namespace } = owner.metadata;
  const labels = {
    ...(object.metadata["labels"] as object | undefined),
    [`${KUSTOMIZATION.group}/name`]: name,
    [`${KUSTOMIZATION.group}/namespace`]: namespace,
  };
  return { ...object, metadata: { ...object.metadata, labels } };
}

function toApplier(
  { object, file }: Manifest,
  manifests: Manifests,
  rootOf: (file: string) => string,
): readonly Applier[] {
  const reading = parseKustomization(object);
  if (!reading.ok) return [];
  const parsed = reading.value;
  // Without a path it is the root of the source; in manifests that is more often forgotten than meant.
  if (parsed.spec.path === undefined) return [];
  const applied = manifests.appliedFrom(join(rootOf(file), parsed.spec.path));
  if (applied === null) return [];
  const { namespace, name } = parsed.metadata;
  return [{ id: toObjectId(KUSTOMIZATION.kind, namespace, name), parsed, sourceId: toSourceId(parsed, null), applied }];
}

/** The top of the repository that a file is in, or the folder of the command. */
function createRootFinder(folder: string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const start = dirname(resolve(file));
    const found = known.get(start) ?? findRoot(start) ?? folder;
    known.set(start, found);
    return found;
  };
}

function findRoot(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function findOnlyOwners(
  objects: readonly Manifest[],
  appliers: readonly Applier[],
): ReadonlyMap<ObjectId, Kustomization> {
  const byFile = new Map<string, Applier[]>();
  for (const applier of appliers) {
    for (const file of applier.applied.files) byFile.set(file, [...(byFile.get(file) ?? []), applier]);
  }
  const owners = new Map<ObjectId, Kustomization>();
  for (const manifest of objects) {
    const id = toId(manifest);
    const [only, ...others] = (byFile.get(resolve(manifest.file)) ?? []).filter((applier) => applier.id !== id);
    if (only !== undefined && others.length === 0) owners.set(id, only.parsed);
  }
  return owners;
}

function toAppliedObjects(
  { files, generates, isWhole }: AppliedFiles,
  { summaries }: Manifests,
): readonly AppliedObject[] | null {
  if (!isWhole) return null;
  const objects: AppliedObject[] = generates
    ? [{ group: "", kind: "ConfigMap", namespace: "", name: "generated" }]
    : [];
  for (const file of files) {
    for (const summary of summaries.get(file) ?? [null]) {
      if (summary === null) return null;
      // kustomize reads these and applies none of them.
      if (summary.group === "kustomize.config.k8s.io") continue;
      objects.push({ ...summary, namespace: summary.namespace ?? "" });
    }
  }
  return objects;
}

function toId({ kind, object: { metadata } }: Manifest): ObjectId {
  return toObjectId(kind.kind, metadata.namespace ?? "", metadata.name);
}
