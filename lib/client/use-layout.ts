import { useEffect, useEffectEvent, useRef, useState } from "react";
import { createSystemClock } from "#lib/flux/clock.ts";
import type { AnyTopology, LayoutResult } from "#lib/layout/layout-engine.ts";
import { type Asked, LayoutAhead } from "./layout-ahead.ts";
import { LayoutClient, type WorkerLike } from "./layout-client.ts";
import { packWorker } from "./packing-worker.ts";
import { takeLayoutWorker } from "./spare-layout-worker.ts";

export interface LayoutView {
  /** The newest picture; the one before stays until the next is there. */
  readonly layout: LayoutResult | null;
  /** Whether a newer one is being made. */
  readonly pending: boolean;
  /** Why the newest topology has no picture; null when it has or will have one. */
  readonly error: string | null;
}

/** A picture and what it is of. */
interface Drawn {
  readonly layout: LayoutResult;
  readonly topology: AnyTopology;
}

/**
 * Lays a topology out in a worker. Runs when the topology is another object or the window has another shape, so who asks
 * keeps the object for as long as its content is the same; what is unchanged keeps its place. With a `scene` the last
 * picture is kept in the browser under that name, so that the next visit begins with it.
 */
export function useLayout(topology: AnyTopology | null, aspect: number | null, scene?: string): LayoutView {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [error, setError] = useState<string | null>(null);
  const last = useRef<LayoutResult | null>(null);
  const asked = useRef<Pick<Asked, "topology" | "aspect"> | null>(null);
  const client = useRef<LayoutClient | null>(null);

  const start = useEffectEvent(() => {
    const onResult = (layout: LayoutResult) => {
      last.current = layout;
      // What is answered is always what was asked last: older pictures are not passed on.
      if (asked.current !== null) setDrawn({ layout, topology: asked.current.topology });
      setError(null);
    };
    const early = takeAhead(topology, scene);
    asked.current = early?.asked ?? null;
    return (
      early?.take({ onResult, onError: setError }) ??
      new LayoutClient(createWorker, createSystemClock(globalThis), onResult, setError)
    );
  });
  useEffect(() => {
    const started = start();
    client.current = started;
    return () => {
      started.stop();
      client.current = null;
    };
  }, []);

  useEffect(() => {
    if (topology === null || aspect === null) return;
    if (asked.current?.topology === topology && asked.current.aspect === aspect) return;
    asked.current = { topology, aspect };
    const previous = last.current === null ? {} : { previous: last.current };
    client.current?.ask({ ...topology, aspect, ...previous }, scene);
  }, [topology, aspect, scene]);

  return { layout: drawn?.layout ?? null, pending: topology !== null && drawn?.topology !== topology, error };
}

let ahead: LayoutAhead | null = null;

/** Lays out what `useLayout` is going to ask for under that scene, before the page has come so far. */
export function layOutAhead(asked: Asked): void {
  ahead?.stop();
  ahead = new LayoutAhead(createWorker, createSystemClock(globalThis), asked);
}

/** The first picture of a scene is of what was laid out ahead, or that was in vain. */
function takeAhead(topology: AnyTopology | null, scene: string | undefined): LayoutAhead | null {
  if (ahead === null || scene === undefined) return null;
  const early = ahead;
  ahead = null;
  if (early.asked.topology === topology && early.asked.scene === scene) return early;
  early.stop();
  return null;
}

function createWorker(): WorkerLike {
  return packWorker(takeLayoutWorker());
}
