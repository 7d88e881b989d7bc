"use client";

import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import { Store } from "#lib/client/store.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { type Emphasis, type NodeEmphasis, toEdgeEmphasis, toNodeEmphasis } from "./find-emphasis.ts";

/** What cards and edges read one by one, so that a hover renders only those that change. */
export interface GraphState {
  readonly emphasis: Store<Emphasis>;
  /** Where the keyboard is. */
  readonly cursor: Store<ObjectId | null>;
}

export function createGraphState(): GraphState {
  return { emphasis: new Store<Emphasis>({ kept: null, path: new Set() }), cursor: new Store<ObjectId | null>(null) };
}

export const GraphContext = createContext<GraphState | null>(null);

export function useGraphState(): GraphState {
  const state = useContext(GraphContext);
  if (state === null) throw new Error("outside of a graph");
  return state;
}

/** How a node is drawn now. */
export function useNodeEmphasis(id: ObjectId): NodeEmphasis {
  const { emphasis } = useGraphState();
  const read = useCallback(() => toNodeEmphasis(emphasis.get(), id), [emphasis, id]);
  return useSyncExternalStore(emphasis.subscribe, read, read);
}

/** How an edge is drawn now; `holds` when it holds its dependent up. */
export function useEdgeEmphasis(from: ObjectId, to: ObjectId, holds: boolean): NodeEmphasis {
  const { emphasis } = useGraphState();
  const read = useCallback(() => toEdgeEmphasis(emphasis.get(), { from, to }, holds), [emphasis, from, to, holds]);
  return useSyncExternalStore(emphasis.subscribe, read, read);
}

/** Whether the keyboard is at a node. */
export function useIsCursor(id: ObjectId): boolean {
  const { cursor } = useGraphState();
  const read = useCallback(() => cursor.get() === id, [cursor, id]);
  return useSyncExternalStore(cursor.subscribe, read, read);
}
