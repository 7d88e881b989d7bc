"use client";

import { createContext, type RefCallback, useCallback, useContext, useSyncExternalStore } from "react";
import { Store } from "#lib/client/store.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { CommonStarts } from "./common-starts.ts";
import { type Emphasis, NO_EMPHASIS } from "./find-emphasis.ts";
import { StrengthPainter } from "./strength-painter.ts";

/** What cards and edges read one by one, so that a change renders only those that it is about. */
export interface GraphState {
  readonly painter: StrengthPainter;
  readonly selected: Store<ObjectId | null>;
  readonly hovered: Store<ObjectId | null>;
  /** Where the keyboard is. */
  readonly cursor: Store<ObjectId | null>;
  readonly emphasis: Store<Emphasis>;
  /** Of the names in the picture. */
  readonly starts: Store<CommonStarts>;
  /** Whether the view is on its way. */
  readonly isMoving: Store<boolean>;
}

export function createGraphState(): GraphState {
  return {
    painter: new StrengthPainter(),
    selected: new Store<ObjectId | null>(null),
    hovered: new Store<ObjectId | null>(null),
    cursor: new Store<ObjectId | null>(null),
    emphasis: new Store<Emphasis>(NO_EMPHASIS),
    starts: new Store(NO_STARTS),
    isMoving: new Store(false),
  };
}

const NO_STARTS = new CommonStarts(() => []);

export const GraphContext = createContext<GraphState | null>(null);

export function useGraphState(): GraphState {
  const state = useContext(GraphContext);
  if (state === null) throw new Error("outside of a graph");
  return state;
}

/** Gives the `ref` of an element that shows how strongly a node (by id) or an edge (by key) is drawn, in `data-strength`. */
export function useStrength(kind: "node" | "edge", key: string): RefCallback<HTMLElement | SVGElement> {
  const { painter } = useGraphState();
  return useCallback(
    (element) => (element === null ? undefined : painter.add(element, kind, key)),
    [painter, kind, key],
  );
}

/** Whether the details of a node are open. */
export function useIsSelected(id: ObjectId): boolean {
  return useIsHeld(useGraphState().selected, id);
}

/** Whether the keyboard is at a node. */
export function useIsCursor(id: ObjectId): boolean {
  return useIsHeld(useGraphState().cursor, id);
}

function useIsHeld(store: Store<ObjectId | null>, id: ObjectId): boolean {
  const read = useCallback(() => store.get() === id, [store, id]);
  return useSyncExternalStore(store.subscribe, read, read);
}
