import type { RawObject } from "./metadata.ts";

/** The moment that tests call now. */
export const NOW = Date.parse("2026-03-01T12:00:00Z");
export const REVISION_1 = "main@sha1:1111111111111111111111111111111111111111";
export const REVISION_2 = "main@sha1:2222222222222222222222222222222222222222";

/** Gives the time some seconds before {@link NOW}, as the API server writes it. */
export function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString().replace(".000", "");
}

export interface ConditionOptions {
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
  readonly since?: number;
}

export interface KsOptions {
  readonly namespace?: string;
  readonly dependsOn?: readonly (string | { name: string; namespace?: string; readyExpr?: string })[];
  readonly source?: string;
  readonly spec?: object;
  readonly metadata?: object;
  readonly status?: object;
  readonly ready?: ConditionOptions;
  readonly reconciling?: string;
  readonly applied?: string | null;
  readonly attempted?: string;
  readonly generation?: number;
  readonly observed?: number;
}

/** Builds a Kustomization as the API server would hold it; ready at {@link REVISION_1} unless told otherwise. */
export function ks(name: string, options: KsOptions = {}): RawObject {
  const namespace = options.namespace ?? "default";
  const generation = options.generation ?? 1;
  const ready = options.ready ?? { status: "True" };
  const succeeded = ready.status === "True";
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: {
      name,
      namespace,
      uid: `uid-${namespace}-${name}`,
      resourceVersion: "1",
      generation,
      creationTimestamp: ago(864_000),
      ...options.metadata,
    },
    spec: {
      interval: "10m",
      retryInterval: "2m",
      timeout: "5m",
      prune: true,
      path: `./${name}`,
      sourceRef: { kind: "GitRepository", name: options.source ?? "fleet", namespace: "flux-system" },
      dependsOn: (options.dependsOn ?? []).map(toReference),
      ...options.spec,
    },
    status: {
      observedGeneration: options.observed ?? (succeeded ? generation : -1),
      conditions: [
        ...(options.reconciling === undefined
          ? []
          : [
              toCondition("Reconciling", {
                status: "True",
                reason: "Progressing",
                message: options.reconciling,
                since: ready.since ?? 600,
              }),
            ]),
        toCondition("Ready", ready),
      ],
      ...(options.applied === null ? {} : { lastAppliedRevision: options.applied ?? REVISION_1 }),
      lastAttemptedRevision: options.attempted ?? REVISION_1,
      ...options.status,
    },
  };
}

/** Builds a GitRepository in `flux-system`; without a revision it has no artifact. */
export function gitRepository(name: string, revision: string | null, status: object = {}): RawObject {
  const artifact = { revision, digest: "sha256:0", lastUpdateTime: ago(1_680), path: "", url: "" };
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name, namespace: "flux-system", uid: `uid-${name}`, resourceVersion: "1", generation: 1 },
    spec: { interval: "1m", url: "https://example.com/fleet.git" },
    status: {
      observedGeneration: 1,
      conditions: [toCondition("Ready", { status: revision === null ? "False" : "True" })],
      ...(revision === null ? {} : { artifact }),
      ...status,
    },
  };
}

/** The Ready condition of a node that waits for `namespace/name`. */
export function blockedBy(name: string, since = 600): ConditionOptions {
  return { status: "False", reason: "DependencyNotReady", message: `dependency '${name}' is not ready`, since };
}

function toReference(reference: string | object): object {
  if (typeof reference !== "string") return reference;
  const [first = "", second] = reference.split("/");
  return second === undefined ? { name: first } : { namespace: first, name: second };
}

function toCondition(type: string, { status, reason, message, since }: ConditionOptions): object {
  return {
    type,
    status,
    reason: reason ?? (status === "True" ? "ReconciliationSucceeded" : "Progressing"),
    message: message ?? (status === "True" ? `Applied revision: ${REVISION_1}` : "Reconciliation in progress"),
    lastTransitionTime: ago(since ?? 600),
    observedGeneration: 1,
  };
}
