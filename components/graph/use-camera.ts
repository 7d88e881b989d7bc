import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { subscribeToReveals } from "./camera-requests.ts";

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 1.5;
const MARGIN = 24;
const MOVE_MS = 150;
/** What the details panel covers at the right while it is open. */
const DETAILS_WIDTH = 420;

export interface Camera {
  readonly showAll: (animated: boolean) => void;
  readonly zoomBy: (factor: number) => void;
  /** Moves as little as brings the cards into view; farther away only when they are not in view together. */
  readonly reveal: (ids: readonly ObjectId[]) => void;
}

/** Moves the picture: fits it once when it is there, and brings into view what lists ask for. */
export function useCamera(layout: LayoutResult | null, hasDetails: boolean): Camera {
  const { setViewport, getViewport } = useReactFlow();
  const store = useStoreApi();
  const fitted = useRef(false);

  const move = useCallback(
    (x: number, y: number, zoom: number, animated = true) =>
      void setViewport({ x, y, zoom }, animated && !prefersLessMotion() ? { duration: MOVE_MS } : {}),
    [setViewport],
  );

  const showAll = useCallback(
    (animated: boolean) => {
      const { width, height } = store.getState();
      if (layout === null || width === 0) return;
      const zoom = clamp(Math.min((width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height, 1));
      const left = Math.max(MARGIN, (width - layout.width * zoom) / 2);
      move(left, MARGIN, zoom, animated);
    },
    [layout, store, move],
  );

  const reveal = useCallback(
    (ids: readonly ObjectId[]) => {
      const { width, height } = store.getState();
      const places = ids.flatMap((id) => layout?.nodes.get(id) ?? []);
      if (places.length === 0 || width === 0) return;
      const roomX = width - (hasDetails && width > 2 * DETAILS_WIDTH ? DETAILS_WIDTH : 0) - 2 * MARGIN;
      const roomY = height - 2 * MARGIN;
      const [left, top] = [Math.min(...places.map(({ x }) => x)), Math.min(...places.map(({ y }) => y))];
      const right = Math.max(...places.map(({ x }) => x)) + CARD_WIDTH;
      const bottom = Math.max(...places.map(({ y }) => y)) + CARD_HEIGHT;
      const { x, y, zoom } = getViewport();
      const next = clamp(Math.min(zoom, roomX / (right - left), roomY / (bottom - top)));
      const shift = (offset: number, from: number, to: number, room: number) => {
        const [start, end] = [from * next + offset, to * next + offset];
        if (start < MARGIN) return offset + MARGIN - start;
        return end > MARGIN + room ? offset - (end - MARGIN - room) : offset;
      };
      move(shift(x, left, right, roomX), shift(y, top, bottom, roomY), next);
    },
    [layout, hasDetails, store, getViewport, move],
  );

  const zoomBy = useCallback(
    (factor: number) => {
      const { width, height } = store.getState();
      const { x, y, zoom } = getViewport();
      const next = clamp(zoom * factor);
      const scale = next / zoom;
      move(width / 2 - (width / 2 - x) * scale, height / 2 - (height / 2 - y) * scale, next);
    },
    [store, getViewport, move],
  );

  useEffect(() => {
    if (layout === null || fitted.current) return;
    fitted.current = true;
    showAll(false);
  }, [layout, showAll]);

  useEffect(() => (layout === null ? undefined : subscribeToReveals(reveal)), [layout, reveal]);

  return { showAll, zoomBy, reveal };
}

function clamp(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

function prefersLessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
