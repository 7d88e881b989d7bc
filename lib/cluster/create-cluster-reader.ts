import type { Clock } from "#lib/flux/clock.ts";
import { type ApiKind, EVENT, KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ScopeStatus } from "#lib/graph/model.ts";
import type { ClusterChange, ClusterReader, ClusterReading } from "./cluster-reader.ts";
import { ConnectionMonitor } from "./connection-monitor.ts";
import { limitEvents } from "./event-limit.ts";
import { createKubernetesClient } from "./kubernetes-client.ts";
import type { Log } from "./log.ts";
import { ObjectStore } from "./object-store.ts";
import { observeTransport } from "./observed-transport.ts";
import { Reflector } from "./reflector.ts";
import { SCOPE_LOADING, type ScopeReport } from "./scope-failure.ts";
import type { ScopeSink } from "./scope-sink.ts";
import type { Transport } from "./transport.ts";

export interface ClusterReaderOptions {
  /** The name of the cluster; asked for each time, since it may be found out only when the kubeconfig can be read. */
  readonly id: string | (() => string);
  readonly transport: Transport;
  readonly kinds?: readonly ApiKind[];
  /** Read these namespaces only; null for all. */
  readonly namespaces: readonly string[] | null;
  readonly clock: Clock;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Told of a list's objects page by page, before the list is whole; with the name of the cluster. */
  readonly onPage?: (kind: string, objects: readonly RawObject[], cluster: string) => void;
}

/** Makes the live copy of one cluster. It reads nothing before `start`, and mends itself whatever fails. */
export function createClusterReader(options: ClusterReaderOptions): ClusterReader {
  const { kinds = WATCHED_KINDS, clock, random } = options;
  const findId = () => (typeof options.id === "string" ? options.id : options.id());
  const log = withCluster(options.log, findId);
  const listeners = new Set<(change: ClusterChange) => void>();
  const store = new ObjectStore(kinds.map(({ kind }) => kind));
  const stopping = new AbortController();
  let reading: ClusterReading | null = null;
  let running: Promise<unknown> | null = null;

  const monitor: ConnectionMonitor = new ConnectionMonitor({
    clock,
    probe: () => transport.send({ method: "GET", path: "/version", signal: stopping.signal }),
    isComplete: () => scopes.every(({ state }) => state !== "loading"),
    onChange(report) {
      if (report.connection === "disconnected") settleScopes();
      const level = report.connection === "disconnected" || report.connection === "stale" ? "warn" : "info";
      log[level]({ connection: report.connection, fix: report.fix }, report.message || "The cluster is read live.");
      tell({ type: "status" });
    },
    onRecovered() {
      for (const reflector of reflectors) reflector.wake();
    },
  });
  const transport = observeTransport(options.transport, monitor);
  const api = createKubernetesClient(transport);

  const scopes: ScopeStatus[] = [];
  /** What each scope was last, apart from failures that may pass. */
  const settled: ScopeReport[] = [];
  const reflectors = kinds.flatMap((kind) =>
    (options.namespaces ?? [null]).map((namespace) => toReflector(kind, namespace)),
  );

  function toReflector(kind: ApiKind, namespace: string | null): Reflector {
    const index = scopes.length;
    scopes.push({ kind: kind.kind, namespace, ...SCOPE_LOADING });
    settled.push(SCOPE_LOADING);
    const isEvents = kind.group === EVENT.group && kind.kind === EVENT.kind;
    const sink = toSink(kind, namespace, index);
    return new Reflector({
      kind,
      namespace,
      ...(isEvents ? { fieldSelector: `involvedObject.kind=${KUSTOMIZATION.kind}` } : {}),
      api,
      transport,
      sink: isEvents ? limitEvents(sink, KUSTOMIZATION.kind) : sink,
      clock,
      random,
      log,
      ...(options.onPage === undefined ? {} : { onPage: (objects) => options.onPage?.(kind.kind, objects, findId()) }),
    });
  }

  function toSink({ kind }: ApiKind, namespace: string | null, index: number): ScopeSink {
    return {
      replace: (objects) => tell({ type: "list", kind, objects: store.replace(kind, namespace, objects) }),
      apply: (object) => {
        if (store.apply(kind, object)) tell({ type: "applied", kind, object });
      },
      remove: (object) => {
        if (store.remove(kind, object)) tell({ type: "deleted", kind, object });
      },
      report: (report) => setScope(index, report),
    };
  }

  /** While nothing gets through, the connection says why: each scope stays what it was, and is complete or not. */
  function settleScopes(): void {
    for (const [index, scope] of scopes.entries()) {
      const last = settled[index];
      if (scope.state === "error" && last !== undefined) scopes[index] = { ...scope, ...last };
    }
  }

  function setScope(index: number, report: ScopeReport): void {
    const before = scopes[index];
    if (before === undefined) return;
    if (report.state !== "error") settled[index] = report;
    else if (monitor.report.connection === "disconnected") return;
    if (before.state === report.state && before.message === report.message && before.fix === report.fix) return;
    const { kind, namespace } = before;
    scopes[index] = { kind, namespace, ...report };
    if (report.state !== "ok") log.warn({ kind, namespace, state: report.state, fix: report.fix }, report.message);
    tell({ type: "status" });
    monitor.update();
  }

  function tell(change: ClusterChange): void {
    reading = null;
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch (error) {
        log.error({ error, change: change.type }, "A listener of the cluster's changes failed.");
      }
    }
  }

  return {
    get id() {
      return findId();
    },
    api,
    reading() {
      reading ??= { ...monitor.report, scopes: [...scopes], objects: store.view() };
      return reading;
    },
    lastContact: () => monitor.lastContact,
    subscribe(listener) {
      // Each subscription is its own, also when one function subscribes twice.
      const own = (change: ClusterChange) => listener(change);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    start() {
      if (running !== null || stopping.signal.aborted) return;
      monitor.start();
      running = Promise.all(reflectors.map((reflector) => reflector.run(stopping.signal)));
    },
    async stop() {
      monitor.stop();
      stopping.abort(new Error("the reader was stopped"));
      await transport.close();
      await running;
    },
  };
}

function withCluster(log: Log, findId: () => string): Log {
  return {
    debug: (fields, message) => log.debug({ cluster: findId(), ...fields }, message),
    info: (fields, message) => log.info({ cluster: findId(), ...fields }, message),
    warn: (fields, message) => log.warn({ cluster: findId(), ...fields }, message),
    error: (fields, message) => log.error({ cluster: findId(), ...fields }, message),
  };
}
