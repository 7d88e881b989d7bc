import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { createSystemClock } from "#lib/flux/clock.ts";
import type { LayoutResult, Topology } from "#lib/layout/layout-engine.ts";
import { toTopologyKey } from "#lib/layout/topology-key.ts";
import { LayoutClient, type WorkerLike } from "./layout-client.ts";

export interface LayoutView {
  /** The newest picture; the one before stays until the next is there. */
  readonly layout: LayoutResult | null;
  /** Whether a newer one is being made. */
  readonly pending: boolean;
  /** Why the newest topology has no picture; null when it has or will have one. */
  readonly error: string | null;
}

/**
 * Lays a topology out in a worker. Runs when the content of the topology changes or the window's shape does, never when
 * only a status does; what is unchanged keeps its place. With a `scene` the last picture is kept in the browser under that
 * name, so that the next visit begins with it.
 */
export function useLayout(topology: Topology | null, aspect: number | null, scene?: string): LayoutView {
  const [layout, setLayout] = useState<LayoutResult | null>(null);
  const [error, setError] = useState<string | null>(null);
  const last = useRef<LayoutResult | null>(null);
  const client = useRef<LayoutClient | null>(null);
  const key = useMemo(() => (topology === null ? null : toTopologyKey(topology)), [topology]);

  useEffect(() => {
    const started = new LayoutClient(
      createWorker,
      createSystemClock(globalThis),
      (result) => {
        last.current = result;
        setLayout(result);
        setError(null);
      },
      setError,
    );
    client.current = started;
    return () => {
      started.stop();
      client.current = null;
    };
  }, []);

  const ask = useEffectEvent((shape: number) => {
    if (topology === null) return;
    const previous = last.current === null ? {} : { previous: last.current };
    client.current?.ask({ ...topology, aspect: shape, ...previous }, scene);
  });
  // The key stands for the topology: one that is another object with the same content is not laid out again.
  useEffect(() => {
    if (key !== null && aspect !== null) ask(aspect);
  }, [key, aspect]);

  return { layout, pending: key !== null && layout?.key !== key, error };
}

function createWorker(): WorkerLike {
  return new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" }) as unknown as WorkerLike;
}
