import type { Contact } from "#lib/api/stream.ts";
import type { ClusterReader } from "#lib/cluster/cluster-reader.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { ScopeState } from "#lib/graph/model.ts";
import { Linter } from "#lib/lint/linter.ts";
import type { RuleSettings } from "#lib/lint/rule-settings.ts";
import { AbsenceKeeper } from "./absence-keeper.ts";
import { OperationKeeper } from "./actions/operation-keeper.ts";
import { ClusterState, toIdPrefix } from "./cluster-state.ts";
import type { Configuration } from "./configuration.ts";
import { EVERYONE, GraphBodies } from "./graph-bodies.ts";
import type { Log } from "./log.ts";
import { PictureKeeper } from "./picture/picture-keeper.ts";
import { PictureThread, type RawThread } from "./picture/picture-thread.ts";
import { SnapshotKeeper } from "./snapshot-keeper.ts";
import { EventStream } from "./stream/event-stream.ts";

/** Everything the runtime depends on, so that tests pass in their own. */
export interface RuntimeParts {
  readonly configuration: Configuration;
  readonly ruleSettings: RuleSettings;
  readonly readers: readonly ClusterReader[];
  readonly clock: Clock;
  readonly measure: () => number;
  readonly newId: () => string;
  /** Gives numbers in [0, 1): spreads over time what many would else do at once. */
  readonly random: () => number;
  readonly log: Log;
  /** Starts a thread that lays out; null where there is none. */
  readonly startThread: (() => RawThread) | null;
}

/** The running server: the clusters, their newest snapshot, the open streams, the operations under way. */
export interface Runtime {
  readonly configuration: Configuration;
  readonly clusters: readonly ClusterState[];
  readonly snapshots: SnapshotKeeper;
  readonly bodies: GraphBodies;
  readonly stream: EventStream;
  readonly pictures: PictureKeeper;
  readonly operations: OperationKeeper;
  readonly log: Log;
  contact(): Contact;
  /** Ends streams and requests to the clusters. */
  stop(): Promise<void>;
}

/** Puts the runtime together and starts reading. */
export function createRuntime(parts: RuntimeParts): Runtime {
  const { configuration, readers, clock, log } = parts;
  let touch = () => {};
  const clusters = readers.map((reader) => {
    const absences = new AbsenceKeeper({
      api: reader.api,
      clock,
      namespaces: configuration.namespaces,
      stateOf: (namespace) => findScopeState(reader, namespace),
      onChange: () => touch(),
    });
    return new ClusterState(reader, toIdPrefix(reader.id, readers.length), absences);
  });
  const snapshots = new SnapshotKeeper({
    clusters,
    linter: new Linter(parts.ruleSettings),
    clock,
    bootId: parts.newId(),
    log,
    measure: parts.measure,
  });
  touch = () => snapshots.touch();
  const contact = () => toContact(readers, clock.now());
  const bodies = new GraphBodies();
  const stream = new EventStream({
    clock,
    snapshot: () => snapshots.current(),
    body: (snapshot) => bodies.of(snapshot, EVERYONE),
    contact,
    random: parts.random,
  });
  const pictures = new PictureKeeper({
    thread: parts.startThread === null ? null : new PictureThread(parts.startThread, clock),
    clock,
    snapshot: () => snapshots.current(),
    log,
  });
  const operations = new OperationKeeper({
    clusters,
    clock,
    newId: parts.newId,
    log,
    onChange: (one) => stream.publishOperation(one),
  });
  snapshots.subscribe((_, patch) => {
    bodies.release();
    stream.publishPatch(patch);
    pictures.touch();
  });
  for (const cluster of clusters) follow(cluster, touch);
  for (const reader of readers) reader.start();
  return {
    configuration,
    clusters,
    snapshots,
    bodies,
    stream,
    pictures,
    operations,
    log,
    contact,
    async stop() {
      snapshots.stop();
      operations.stop();
      pictures.stop();
      stream.close();
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}

function follow(cluster: ClusterState, touch: () => void): void {
  cluster.reader.subscribe((change) => {
    if (change.type === "list" && change.kind === KUSTOMIZATION.kind) {
      cluster.witnessAll(change.objects);
    } else if ((change.type === "applied" || change.type === "deleted") && change.kind === KUSTOMIZATION.kind) {
      cluster.witness(change.object, change.type === "deleted");
    }
    touch();
  });
}

function findScopeState(reader: ClusterReader, namespace: string): ScopeState {
  const scope = reader
    .reading()
    .scopes.find(
      (known) => known.kind === KUSTOMIZATION.kind && (known.namespace === null || known.namespace === namespace),
    );
  return scope?.state ?? "loading";
}

function toContact(readers: readonly ClusterReader[], now: number): Contact {
  return {
    at: new Date(now).toISOString(),
    clusters: readers.map((reader) => {
      const at = reader.lastContact();
      return { id: reader.id, contactAt: at === null ? null : new Date(at).toISOString() };
    }),
  };
}
