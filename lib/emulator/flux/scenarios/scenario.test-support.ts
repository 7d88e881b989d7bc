import type { Outcome } from "#lib/emulator/flux/workload.ts";
import type { ObjectStore } from "#lib/emulator/object-store.ts";
import { REVISION_1, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";

/** What somebody does to the cluster; names stand in the case's own namespace. */
export type Act = (stage: { readonly store: ObjectStore; readonly namespace: string }) => void;

export interface Step {
  /** Seconds after the beginning. */
  readonly at: number;
  readonly acts: readonly Act[];
}

export interface Scenario {
  /** Also the namespace in which it plays. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** How passes go, by `name` or `name@revision` (`r1`, `r2`); a pass that is not named here succeeds. */
  readonly outcomes: Readonly<Record<string, Partial<Outcome>>>;
}

/** The revisions of the scenarios by their short names. */
export const REVISIONS = { r1: REVISION_1, r2: REVISION_2 } as const;

const [GIT_REPOSITORY = KUSTOMIZATION] = SOURCE_KINDS;

export function scenario(name: string, steps: readonly Step[], outcomes: Scenario["outcomes"] = {}): Scenario {
  return { name, steps, outcomes };
}

export function at(seconds: number, ...acts: readonly Act[]): Step {
  return { at: seconds, acts };
}

/** Creates a Kustomization on the source `repo` of its namespace, with the short clocks that the recordings have. */
export function ks(name: string, spec: object = {}, metadata: { namespace?: string; labels?: object } = {}): Act {
  return ({ store, namespace }) => {
    store.create(KUSTOMIZATION, {
      metadata: { namespace, ...metadata, name },
      spec: {
        interval: "10m",
        retryInterval: "10s",
        timeout: "30s",
        path: `./${name}`,
        prune: true,
        sourceRef: { kind: "GitRepository", name: "repo" },
        ...spec,
      },
    });
  };
}

/** The part of a spec that names dependencies. */
export function dependsOn(...names: readonly string[]): { dependsOn: readonly object[] } {
  return { dependsOn: names.map((name) => ({ name })) };
}

/** Creates the source `repo` with an artifact, or without one; `failing` is the message of a Ready=False beside it. */
export function repo(options: { revision?: keyof typeof REVISIONS; failing?: string; namespace?: string } = {}): Act {
  return ({ store, namespace }) => {
    const home = options.namespace ?? namespace;
    const spec = { interval: "10m", url: "https://example.com/repo.git" };
    store.create(GIT_REPOSITORY, { metadata: { name: "repo", namespace: home }, spec });
    tell(store, home, options.revision ?? null, options.failing);
  };
}

/** A new artifact of `repo`. */
export function push(revision: keyof typeof REVISIONS): Act {
  return ({ store, namespace }) => tell(store, namespace, revision, undefined);
}

/** Changes the spec of a Kustomization, as a merge patch does. */
export function change(name: string, spec: object): Act {
  return ({ store, namespace }) => {
    store.mergePatch(KUSTOMIZATION, namespace, name, { spec });
  };
}

/** Asks a Kustomization to reconcile. */
export function request(name: string, value: string): Act {
  return ({ store, namespace }) => {
    const annotations = { "reconcile.fluxcd.io/requestedAt": value };
    store.mergePatch(KUSTOMIZATION, namespace, name, { metadata: { annotations } });
  };
}

/** Deletes a Kustomization, as `kubectl delete` does. */
export function remove(name: string): Act {
  return ({ store, namespace }) => store.delete(KUSTOMIZATION, namespace, name);
}

function tell(store: ObjectStore, namespace: string, revision: keyof typeof REVISIONS | null, failing?: string): void {
  const artifact = revision === null ? {} : { artifact: { revision: REVISIONS[revision], digest: "sha256:0" } };
  const ready =
    failing === undefined
      ? { type: "Ready", status: "True", reason: "Succeeded", message: "stored artifact" }
      : { type: "Ready", status: "False", reason: "GitOperationFailed", message: failing };
  const status = { observedGeneration: 1, conditions: [ready], ...artifact };
  store.mergePatch(GIT_REPOSITORY, namespace, "repo", { status }, { subresource: "status" });
}
