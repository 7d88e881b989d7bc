import type { ObjectId } from "#lib/flux/object-id.ts";
import type { ListEdit } from "./list-edits.ts";

/** The states of a node, worst first: the order in which they are listed and counted. */
export const NODE_STATES = [
  "failed",
  "missing",
  "blocked",
  "suspended",
  "terminating",
  "progressing",
  "unknown",
  "hidden",
  "ready",
] as const;
export type NodeState = (typeof NODE_STATES)[number];

export const EDGE_STATES = ["satisfied", "blocking", "unknown", "missing"] as const;
export type EdgeState = (typeof EDGE_STATES)[number];

export const EDGE_RULES = ["readiness", "revision", "expression", "presence"] as const;
export type EdgeRule = (typeof EDGE_RULES)[number];

export const CAUSE_KINDS = [
  "failed",
  "suspended",
  "missing",
  "terminating",
  "cycle",
  "source",
  "revision",
  "expression",
  "hidden",
  "waiting",
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** A root cause: its kind and the nodes that are it (all members of a cycle, otherwise mostly one). */
export interface Cause {
  readonly kind: CauseKind;
  readonly nodes: readonly ObjectId[];
}

/** What happens by itself. `at` is the first moment after it was decided; it comes again each `every` seconds. */
export interface NextStep {
  readonly what: "retry" | "interval" | "dependency-check" | "nothing";
  readonly at: string | null;
  readonly every: number | null;
}

/** An object that a health check waits for, in the controller's word for its state (`InProgress`, `Failed`, `NotFound`). */
export interface WaitedObject {
  /** Empty for the core group, null where it is not known. */
  readonly group: string | null;
  readonly kind: string;
  /** Empty where the object has none. */
  readonly namespace: string;
  readonly name: string;
  readonly status: string;
}

/** What somebody who named a Kustomization that does not exist may have meant. */
export interface NearMiss {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The same name in another namespace, a HelmRelease of that name, or a name that is written almost so. */
  readonly why: "namespace" | "kind" | "spelling";
}

/** How long it takes until a node may be ready, at most, as far as its earlier passes tell. */
export interface Ahead {
  /** Dependency checks on the longest way to it; each costs up to 30 s. */
  readonly checks: number;
  /** Seconds, counted from the moment when no cause is left to be mended. */
  readonly seconds: number;
  /** When, where all that it waits for is being worked on; null while something has to be mended first. */
  readonly at: string | null;
}

/** The way that takes longest of all that is still to come, from its first node to its last. */
export interface CriticalPath extends Ahead {
  readonly nodes: readonly ObjectId[];
}

/** What the controller is busy with: its own words for the step, and since when. */
export interface Activity {
  readonly step: string;
  readonly since: string | null;
}

export interface GraphNode {
  readonly id: ObjectId;
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: NodeState;
  /** Failed, and trying again at this moment. */
  readonly retrying: boolean;
  /** Ready or suspended, but not at its source's artifact revision. */
  readonly behind: boolean;
  readonly suspended: boolean;
  readonly reason: string;
  /** The controller's own words; of the last failure while it retries. */
  readonly message: string;
  readonly since: string | null;
  readonly wave: number;
  readonly inCycle: boolean;
  readonly source: ObjectId | null;
  readonly revision: {
    readonly applied: string | null;
    readonly attempted: string | null;
    readonly source: string | null;
  };
  readonly owner: ObjectId | null;
  readonly path: string | null;
  readonly wait: boolean;
  /** Seconds; null where the object does not say or cannot be read. */
  readonly timing: {
    readonly interval: number | null;
    readonly retryInterval: number | null;
    readonly timeout: number | null;
  };
  readonly activity: Activity | null;
  /** Failed attempts at this generation and revision, as far as known. */
  readonly attempts: number | null;
  readonly causes: readonly Cause[];
  readonly blocks: { readonly now: number; readonly ifFailed: number };
  readonly next: NextStep;
  /** Those that people gave it, by key (see `readLabels`); absent where there are none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The objects that keep it unready by its health check, as far as they are known. */
  readonly waitsFor?: readonly WaitedObject[];
  /** Of one that is missing: what may have been meant, likeliest first. */
  readonly nearMisses?: readonly NearMiss[];
  /** Of one that waits or is being worked on, unless it waits for itself. */
  readonly ahead?: Ahead;
}

export interface GraphEdge {
  /** The dependency. */
  readonly from: ObjectId;
  /** The dependent. */
  readonly to: ObjectId;
  readonly state: EdgeState;
  /** Which rule decided: `expression` where a readyExpr replaces the built-in check. */
  readonly rule: EdgeRule;
  /** In the controller's words; empty when satisfied. */
  readonly why: string;
}

/** That a parent is not ready before its child is, which no edge tells: its health check looks at the child. */
export interface CycleCheck {
  /** The child. */
  readonly from: ObjectId;
  /** The parent. */
  readonly to: ObjectId;
  readonly why: string;
}

export interface Cycle {
  readonly nodes: readonly ObjectId[];
  readonly kind: "locked" | "latent" | "self" | "hidden";
  readonly cut: { readonly from: ObjectId; readonly to: ObjectId; readonly why: string };
  /** A shortest way round over the cut: it begins at `cut.to` and ends at `cut.from`, each the dependency of the next. */
  readonly loop?: readonly ObjectId[];
  /** Of a hidden cycle: what closes it beside the edges. */
  readonly checks?: readonly CycleCheck[];
}

export interface Problem {
  readonly id: string;
  readonly kind: CauseKind | "frozen";
  readonly nodes: readonly ObjectId[];
  /** Ours. */
  readonly headline: string;
  /** The controller's own. */
  readonly words: string;
  readonly blocked: readonly ObjectId[];
  readonly since: string | null;
  readonly next: NextStep;
  /** What a person may do about it, in a sentence or two. */
  readonly advice?: string;
  /** Of a frozen source: the ready ones that do not get its new revision. */
  readonly behind?: readonly ObjectId[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info";
  /** First the one whose manifest mends it. */
  readonly nodes: readonly ObjectId[];
  readonly message: string;
  readonly fix: string;
}

export type ConnectionState = "live" | "connecting" | "stale" | "disconnected";
export type ScopeState = "ok" | "loading" | "forbidden" | "not-installed" | "error";

/** What a rule of RBAC would have to allow so that a scope can be read. */
export interface LackingRule {
  /** Empty for the core group. */
  readonly apiGroup: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Who reads, as the API server names them; null where it does not say. */
  readonly user: string | null;
}

/** One thing that is read of a cluster: a kind, in one namespace or (null) in all. */
export interface ScopeStatus {
  readonly kind: string;
  readonly namespace: string | null;
  readonly state: ScopeState;
  readonly message: string;
  /** What to do about it; empty when there is nothing to do. */
  readonly fix: string;
  /** Where it is forbidden. */
  readonly lacks?: LackingRule;
}

export interface ClusterStatus {
  readonly id: string;
  readonly connection: ConnectionState;
  readonly since: string;
  readonly message: string;
  readonly fix: string;
  readonly scopes: readonly ScopeStatus[];
}

export type StateCounts = Readonly<Record<NodeState, number>>;

/** The graph of one moment, immutable; `revision` changes exactly when the content (all but `at`) does. */
export interface Snapshot {
  readonly schema: 1;
  readonly revision: string;
  readonly at: string;
  readonly clusters: readonly ClusterStatus[];
  /** Sorted by id. */
  readonly nodes: readonly GraphNode[];
  /** Sorted by dependency, then dependent. */
  readonly edges: readonly GraphEdge[];
  readonly cycles: readonly Cycle[];
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly counts: StateCounts;
  /** Null where nothing waits and nothing is being worked on. */
  readonly ahead?: CriticalPath | null;
}

/** What turns the snapshot `from` into the snapshot `to`; a part that is absent is unchanged. */
export interface SnapshotPatch {
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly nodes?: { readonly set: readonly GraphNode[]; readonly remove: readonly ObjectId[] };
  readonly edges?: {
    readonly set: readonly GraphEdge[];
    readonly remove: readonly { readonly from: ObjectId; readonly to: ObjectId }[];
  };
  readonly clusters?: readonly ClusterStatus[];
  readonly cycles?: readonly Cycle[];
  /** Whole; instead of it, where less has changed, `edits.problems`. */
  readonly problems?: readonly Problem[];
  /** Whole; instead of it, where less has changed, `edits.findings`. */
  readonly findings?: readonly Finding[];
  readonly edits?: {
    readonly problems?: readonly ListEdit<Problem>[];
    readonly findings?: readonly ListEdit<Finding>[];
  };
  readonly counts?: StateCounts;
  readonly ahead?: CriticalPath | null;
}
