"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { useSWRConfig } from "swr";
import { API_PATHS, toStreamPath } from "#lib/api/paths.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { FirstStream } from "./first-stream.ts";
import { FrameGate } from "./frame-gate.ts";
import { createGraphFetcher } from "./graph-fetcher.ts";
import { type Connection, LiveGraph } from "./live-graph.ts";
import { Operations } from "./operations.ts";
import { serverClock } from "./server-clock.ts";
import { createDefer } from "./step-queue.ts";
import { type Readable, Store } from "./store.ts";

interface Source {
  readonly snapshot: Readable<Snapshot | null>;
  /** The first snapshot from a moment before it is held, and the page built from it, until then; else null. */
  readonly arriving: Readable<Snapshot | null>;
  readonly connection: Readable<Connection>;
  readonly operations: Operations;
}

const SourceContext = createContext<Source | null>(null);

/** Gives everything below it the live snapshot: SWR holds it, the stream or else polling renews it. */
export function SnapshotProvider({ children }: { readonly children: ReactNode }) {
  const { cache, mutate } = useSWRConfig();
  const [source] = useState(() => {
    const clock = createSystemClock(globalThis);
    const openStream = (lastRevision: string | null) => new EventSource(toStreamPath(lastRevision));
    const fetchSnapshot = (signal: AbortSignal) => fetch(API_PATHS.graph, { cache: "no-store", signal });
    const snapshot = new Store<Snapshot | null>(null);
    const arriving = new Store<Snapshot | null>(null);
    const frames = {
      request: (run: () => void) => requestAnimationFrame(run),
      isHidden: () => document.visibilityState === "hidden",
    };
    const gate = new FrameGate<Snapshot>(frames, clock, snapshot.set);
    const operations: Operations = new Operations(clock, () => live.connection.get().transport === "stream");
    const live: LiveGraph = new LiveGraph({
      clock,
      openStream: (lastRevision) =>
        lastRevision === null ? new FirstStream({ fetchSnapshot, openStream }) : openStream(lastRevision),
      fetchGraph: createGraphFetcher((contact) => live.heardFrom(contact)),
      held: {
        get: () => (cache.get(API_PATHS.graph)?.data as Snapshot | undefined) ?? null,
        set: (next) => {
          void mutate(API_PATHS.graph, next, { revalidate: false });
          // Past React: a burst of patches would else render what nobody gets to see.
          gate.push(next);
          arriving.set(null);
        },
      },
      onArriving: arriving.set,
      onContact: (contact) => serverClock.learn(contact.at, Date.now()),
      onOperation: operations.take,
      random: Math.random,
      defer: createDefer(),
    });
    return { snapshot, arriving, connection: live.connection, operations, live };
  });
  useEffect(() => {
    const { live } = source;
    const lookAgain = () => document.visibilityState === "visible" && live.retry();
    live.start();
    addEventListener("online", live.retry);
    document.addEventListener("visibilitychange", lookAgain);
    return () => {
      removeEventListener("online", live.retry);
      document.removeEventListener("visibilitychange", lookAgain);
      live.stop();
    };
  }, [source]);
  return <SourceContext value={source}>{children}</SourceContext>;
}

/**
 * Gives everything below it another snapshot, made from the one above: `derive` is asked once a snapshot, and gives the
 * same objects again for what is the same.
 */
export function DerivedSnapshot({
  derive,
  children,
}: {
  readonly derive: (snapshot: Snapshot) => Snapshot;
  readonly children: ReactNode;
}) {
  const source = useSource();
  const derived = useMemo((): Source => {
    const get = () => {
      const held = source.snapshot.get();
      return held === null ? null : derive(held);
    };
    return { ...source, snapshot: { get, subscribe: (listener) => source.snapshot.subscribe(listener) } };
  }, [source, derive]);
  return <SourceContext value={derived}>{children}</SourceContext>;
}

/** Gives a way to read the held snapshot in the moment when it is asked for; renders nothing anew. */
export function useSnapshotReader(): () => Snapshot | null {
  return useSource().snapshot.get;
}

/** For hooks of this room: what the nearest provider offers. */
export function useSource(): Source {
  const source = useContext(SourceContext);
  if (source === null) throw new Error("outside of a SnapshotProvider");
  return source;
}

/**
 * Selects from the held snapshot and renders again when what is selected is another object (`Object.is`); undefined
 * before the first snapshot. Selectors that build something are run once a snapshot when they are stable themselves.
 */
export function useSnapshotSelector<Selected>(selector: (snapshot: Snapshot) => Selected): Selected | undefined {
  const { snapshot } = useSource();
  const read = useMemo(() => {
    let last: { readonly snapshot: Snapshot; readonly selected: Selected } | null = null;
    return () => {
      const held = snapshot.get();
      if (held === null) return undefined;
      if (last?.snapshot !== held) last = { snapshot: held, selected: selector(held) };
      return last.selected;
    };
  }, [snapshot, selector]);
  return useSyncExternalStore(snapshot.subscribe, read, readNothing);
}

/** The whole snapshot; renders again on each change of it. */
export function useSnapshot(): Snapshot | null {
  return useSnapshotSelector(selectAll) ?? null;
}

/** One node; renders again only when that node changes. */
export function useNode(id: ObjectId | null): GraphNode | undefined {
  const select = useCallback(
    (snapshot: Snapshot) => (id === null ? undefined : indexSnapshot(snapshot).nodes.get(id)),
    [id],
  );
  return useSnapshotSelector(select);
}

/** What of the connection matters to the caller; renders again only when that is another value. */
export function useConnectionSelector<Selected>(selector: (connection: Connection) => Selected): Selected {
  const { connection } = useSource();
  const read = () => selector(connection.get());
  return useSyncExternalStore(connection.subscribe, read, read);
}

/** How the snapshot comes, when the cluster was last heard from, and what is wrong when it does not come. */
export function useConnection(): Connection {
  const { connection } = useSource();
  return useSyncExternalStore(connection.subscribe, connection.get, connection.get);
}

function selectAll(snapshot: Snapshot): Snapshot {
  return snapshot;
}

function readNothing(): undefined {
  return undefined;
}
