import type { RawObject } from "#lib/flux/metadata.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { FailureRecord } from "./failure-record.ts";

/** What is known of a Kustomization that is named in a dependsOn and not among the objects. */
export type Absence = "missing" | "hidden" | "unread";

/** Everything that the graph of one cluster is built from. */
export interface ClusterObjects {
  readonly cluster: string;
  /** Goes before every id where several clusters are read, else null. */
  readonly idPrefix: string | null;
  readonly kustomizations: Iterable<RawObject>;
  /** Sources of all kinds; each has its `kind`. */
  readonly sources: Iterable<RawObject>;
  readonly events: Iterable<RawObject>;
  /** What this process has seen fail, by node. */
  readonly failures: ReadonlyMap<ObjectId, FailureRecord>;
  readonly absenceOf: (namespace: string, name: string) => Absence;
}
