import { SnapshotBuilder } from "#lib/analysis/build-snapshot.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Snapshot, SnapshotPatch } from "#lib/graph/model.ts";
import { applyPatch, diffSnapshots } from "#lib/graph/patch.ts";
import type { LintInput } from "#lib/lint/lint-context.ts";
import type { Linter } from "#lib/lint/linter.ts";
import type { ClusterState } from "./cluster-state.ts";
import { LintKeeper } from "./lint-keeper.ts";
import type { Log } from "./log.ts";

const SHORTEST_GAP_MS = 50;
/** A pause so many times as long as the work leaves most of a core to everything else, */
const REST = 4;
/** but nobody should wait longer for a change because of it; beyond, half of the core must do. */
const LONGEST_REST_MS = 100;
/** Some content follows from the hour alone: what nobody has looked at for two minutes, a connection that went stale. */
const LOOK_AGAIN_MS = 10_000;

export interface SnapshotKeeperOptions {
  readonly clusters: readonly ClusterState[];
  readonly linter: Linter;
  readonly clock: Clock;
  /** Goes before the number in every revision, so that one of an earlier process is never taken for ours. */
  readonly bootId: string;
  readonly log: Log;
  /** Milliseconds of a clock that only moves on, to weigh how long a build takes. */
  readonly measure: () => number;
}

/** From so many nodes on the rules take longer than one who waits for the graph should wait for them as well. */
const LINTED_APART = 2_000;

type Listener = (snapshot: Snapshot, patch: SnapshotPatch) => void;

/** Keeps the newest snapshot: gathers changes, builds, and tells its listeners when the content has changed. */
export class SnapshotKeeper {
  readonly #options: SnapshotKeeperOptions;
  readonly #listeners = new Set<Listener>();
  readonly #builder = new SnapshotBuilder();
  readonly #lintKeeper: LintKeeper;
  #snapshot: Snapshot;
  #number = 0;
  #cancel: (() => void) | null = null;
  #findings: Snapshot["findings"] = [];
  #soon = false;
  #stopped = false;
  #lastBuilt = Number.NEGATIVE_INFINITY;
  #gap = SHORTEST_GAP_MS;

  constructor(options: SnapshotKeeperOptions) {
    this.#options = options;
    const { linter, clock, log } = options;
    this.#lintKeeper = new LintKeeper({
      linter,
      clock,
      input: () => this.#toLintInput(this.#snapshot),
      onFindings: (findings) => {
        this.#findings = findings;
        this.#publish({ ...this.#snapshot, findings, revision: this.#nextRevision() });
      },
      onError: (error) => log.error({ err: error }, "The graph could not be linted; the last findings stay."),
    });
    this.#snapshot = this.#build();
    this.#number = 1;
    this.#arm(LOOK_AGAIN_MS);
  }

  current(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something has changed: builds at once, or as soon as the last build is long enough ago. */
  touch(): void {
    if (this.#soon || this.#stopped) return;
    this.#soon = true;
    this.#arm(Math.max(0, this.#lastBuilt + this.#gap - this.#options.clock.now()));
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = null;
    this.#lintKeeper.stop();
    this.#listeners.clear();
  }

  #arm(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#options.clock.schedule(() => this.#refresh(), delayMs);
  }

  #refresh(): void {
    const { clock, log, measure } = this.#options;
    const started = measure();
    this.#soon = false;
    try {
      this.#publish(this.#build());
    } catch (error) {
      log.error({ err: error }, "The snapshot could not be built; the last one stays.");
    }
    this.#lastBuilt = clock.now();
    const worked = measure() - started;
    this.#gap = Math.max(SHORTEST_GAP_MS, Math.min(REST * worked, LONGEST_REST_MS), worked);
    this.#arm(LOOK_AGAIN_MS);
  }

  #toLintInput(snapshot: Snapshot): LintInput {
    return { snapshot, clusters: this.#options.clusters.map((cluster) => cluster.lintCluster()), complete: true };
  }

  #nextRevision(): string {
    return `${this.#options.bootId}.${this.#number + 1}`;
  }

  #build(): Snapshot {
    const { clusters, clock } = this.#options;
    const snapshot = this.#builder.build({
      clusters: clusters.map((cluster) => cluster.objects()),
      statuses: clusters.map((cluster) => cluster.status()),
      now: clock.now(),
      revision: this.#nextRevision(),
    });
    if (snapshot.nodes.length < LINTED_APART) {
      return { ...snapshot, findings: this.#options.linter.lint(this.#toLintInput(snapshot)) };
    }
    this.#lintKeeper.touch();
    return { ...snapshot, findings: this.#findings };
  }

  #publish(next: Snapshot): void {
    const patch = diffSnapshots(this.#snapshot, next);
    if (patch === null) return;
    // Not `next` itself: what is equal keeps its identity.
    this.#snapshot = applyPatch(this.#snapshot, patch);
    this.#number++;
    for (const listener of this.#listeners) {
      try {
        listener(this.#snapshot, patch);
      } catch (error) {
        this.#options.log.error({ err: error }, "A listener of the snapshot threw; the others are told all the same.");
      }
    }
  }
}
