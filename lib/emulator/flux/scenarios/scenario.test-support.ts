import type { Outcome } from "#lib/emulator/flux/workload.ts";
import { REVISION_1, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import { type ApiKind, GIT_REPOSITORY, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

type Done = void | Promise<void>;

/** The cluster that a case is played on: the embedded one, or a real one. */
export interface Stage {
  /** The case's own namespace. */
  readonly namespace: string;
  /** Whether a controller applies what stands in artifacts; otherwise the case creates it itself. */
  readonly appliesArtifacts: boolean;
  create(kind: ApiKind, object: RawObject): Done;
  mergePatch(kind: ApiKind, namespace: string, name: string, patch: object, subresource?: "status"): Done;
  delete(kind: ApiKind, namespace: string, name: string): Done;
  /** Gives what the status of the source `repo` of a namespace says of its artifact. */
  toArtifact(namespace: string, revision: keyof typeof REVISIONS): object;
}

/** What somebody does to the cluster; names stand in the case's own namespace. */
export type Act = (stage: Stage) => Done;

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

/** What the cases say of time in every Kustomization. */
export const SHORT_CLOCKS = { interval: "10m", retryInterval: "10s", timeout: "30s", prune: true } as const;

export function scenario(name: string, steps: readonly Step[], outcomes: Scenario["outcomes"] = {}): Scenario {
  return { name, steps, outcomes };
}

export function at(seconds: number, ...acts: readonly Act[]): Step {
  return { at: seconds, acts };
}

/** Creates a Kustomization on the source `repo` of its namespace, with the short clocks that the recordings have. */
export function ks(name: string, spec: object = {}, metadata: { namespace?: string; labels?: object } = {}): Act {
  return (stage) =>
    stage.create(KUSTOMIZATION, {
      metadata: { namespace: stage.namespace, ...metadata, name },
      spec: { ...SHORT_CLOCKS, path: `./${name}`, sourceRef: { kind: "GitRepository", name: "repo" }, ...spec },
    });
}

/** What stands in an artifact: the controller applies it where there is one that does. */
export function applied(act: Act): Act {
  return (stage) => (stage.appliesArtifacts ? undefined : act(stage));
}

/** The part of a spec that names dependencies. */
export function dependsOn(...names: readonly string[]): { dependsOn: readonly object[] } {
  return { dependsOn: names.map((name) => ({ name })) };
}

/** Creates the source `repo` with an artifact, or without one; `failing` is the message of a Ready=False beside it. */
export function repo(options: { revision?: keyof typeof REVISIONS; failing?: string; namespace?: string } = {}): Act {
  return async (stage) => {
    const home = options.namespace ?? stage.namespace;
    const spec = { interval: "10m", url: "https://example.com/repo.git" };
    await stage.create(GIT_REPOSITORY, { metadata: { name: "repo", namespace: home }, spec });
    await tell(stage, home, options.revision ?? null, options.failing);
  };
}

/** A new artifact of `repo`. */
export function push(revision: keyof typeof REVISIONS): Act {
  return (stage) => tell(stage, stage.namespace, revision, undefined);
}

/** Changes the spec of a Kustomization, as a merge patch does. */
export function change(name: string, spec: object): Act {
  return (stage) => stage.mergePatch(KUSTOMIZATION, stage.namespace, name, { spec });
}

/** Asks a Kustomization to reconcile. */
export function request(name: string, value: string): Act {
  const annotations = { "reconcile.fluxcd.io/requestedAt": value };
  return (stage) => stage.mergePatch(KUSTOMIZATION, stage.namespace, name, { metadata: { annotations } });
}

/** Deletes a Kustomization, as `kubectl delete` does. */
export function remove(name: string): Act {
  return (stage) => stage.delete(KUSTOMIZATION, stage.namespace, name);
}

function tell(stage: Stage, namespace: string, revision: keyof typeof REVISIONS | null, failing?: string): Done {
  const artifact = revision === null ? {} : { artifact: stage.toArtifact(namespace, revision) };
  const ready =
    failing === undefined
      ? { type: "Ready", status: "True", reason: "Succeeded", message: "stored artifact" }
      : { type: "Ready", status: "False", reason: "GitOperationFailed", message: failing };
  // What the real API server's schema asks for, and nothing here reads.
  const since = { lastTransitionTime: "2026-01-01T00:00:00Z", observedGeneration: 1 };
  const status = { observedGeneration: 1, conditions: [{ ...ready, ...since }], ...artifact };
  return stage.mergePatch(GIT_REPOSITORY, namespace, "repo", { status }, "status");
}
