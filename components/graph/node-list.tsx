"use client";

import { memo, useDeferredValue, useSyncExternalStore } from "react";
import { useNode } from "#lib/client/snapshot-source.tsx";
import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import type { PageWindow } from "./find-window.ts";
import { useGraphState, useIsCursor, useIsSelected } from "./graph-context.tsx";
import { toElementId } from "./node-card.tsx";
import { toCardLabel } from "./to-card-text.ts";

/** The nodes that the canvas draws, for whoever cannot see it: an invisible option in the place of each, as the cards are. */
export const NodeList = memo(function NodeList({ window }: { readonly window: PageWindow }) {
  // It may come a little later than what is seen: no frame waits for it.
  const { scene, cards, listed } = useDeferredValue(window);
  const { cursor, selected } = useGraphState();
  const at = useSyncExternalStore(cursor.subscribe, cursor.get, cursor.get);
  const chosen = useSyncExternalStore(selected.subscribe, selected.get, selected.get);
  const there = new Set(cards);
  const nodes = new Set(listed.filter((node) => !there.has(node)));
  // Where the keyboard is, and what is selected, can be named wherever it stands.
  for (const id of [at, chosen]) {
    const node = id === null ? undefined : scene.indexOf.get(id);
    if (node !== undefined && !there.has(node)) nodes.add(node);
  }
  return [...nodes].map((node) => {
    const id = toKnownObjectId(scene.ids[node] ?? "");
    return id === null ? null : <Listed key={id} id={id} x={scene.xs[node] ?? 0} y={scene.ys[node] ?? 0} />;
  });
});

const Listed = memo(function Listed({ id, x, y }: { readonly id: ObjectId; readonly x: number; readonly y: number }) {
  const node = useNode(id);
  const isSelected = useIsSelected(id);
  const isCursor = useIsCursor(id);
  if (node === undefined) return null;
  return (
    <div
      id={toElementId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-label={toCardLabel(node)}
      data-id={id}
      data-state={node.state}
      data-cursor={isCursor || undefined}
      className="graph-listed"
      style={{ transform: `translate(${x}px, ${y}px)`, width: CARD_WIDTH, height: CARD_HEIGHT }}
    />
  );
});
