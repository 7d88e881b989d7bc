import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import {
  type Rect,
  toBounds,
  toFitView,
  toPannedView,
  toRevealView,
  toZoom,
  toZoomedView,
  type View,
} from "./camera-moves.ts";
import { MIDDLE_FROM } from "./distance.ts";
import type { Picture } from "./use-picture.ts";

const MARGIN = 24;
/** The controls stand in it; what is narrower than a phone in width leaves none. */
const CONTROLS_WIDTH = 44;
const WIDE = 720;
/** What the note on the focus covers at the top. */
const CHIP_HEIGHT = 28;
/** What the details panel covers at the right while it is open. */
export const DETAILS_WIDTH = 420;
const MOVE_MS = 150;

export interface Camera {
  readonly showAll: () => void;
  readonly zoomBy: (factor: number) => void;
  /** Pans as little as brings a card into view. */
  readonly bring: (id: ObjectId) => void;
  /** Brings cards into view, near enough to read; the first alone where they do not fit together. */
  readonly reveal: (ids: readonly ObjectId[]) => void;
}

/** Moves the picture: fits a new one, keeps its place while the same one grows, and gives what others may ask for. */
export function useCamera({ layout, focus, side }: Picture, hasDetails: boolean): Camera {
  const { setViewport, getViewport } = useReactFlow();
  const store = useStoreApi();

  const move = useCallback(
    (view: View, isAnimated: boolean) => {
      const duration = isAnimated && !matchMedia("(prefers-reduced-motion: reduce)").matches ? MOVE_MS : 0;
      void setViewport(view, duration > 0 ? { duration } : {});
    },
    [setViewport],
  );

  const toRoom = useCallback(
    (right = hasDetails ? DETAILS_WIDTH : CONTROLS_WIDTH): Rect | null => {
      const { width, height } = store.getState();
      if (width <= 2 * MARGIN || height <= 2 * MARGIN) return null;
      const top = focus === null ? MARGIN : MARGIN + CHIP_HEIGHT;
      return {
        x: MARGIN,
        y: top,
        width: width - 2 * MARGIN - (width < WIDE ? 0 : right),
        height: height - top - MARGIN,
      };
    },
    [store, focus, hasDetails],
  );

  const showWhole = useCallback(
    (isAnimated: boolean) => {
      const room = toRoom();
      if (layout !== null && room !== null) move(toFitView(layout, room), isAnimated);
    },
    [layout, toRoom, move],
  );

  const camera = useMemo((): Camera => {
    const toCards = (ids: readonly ObjectId[]): Rect[] =>
      ids.flatMap((id) => {
        const place = layout?.nodes.get(id);
        return place === undefined ? [] : { ...place, width: CARD_WIDTH, height: CARD_HEIGHT };
      });
    return {
      showAll: () => showWhole(true),
      zoomBy: (factor) => {
        const room = toRoom(0);
        if (room !== null) move(toZoomedView(factor, room, getViewport()), true);
      },
      bring: (id) => {
        const [card] = toCards([id]);
        const room = toRoom();
        if (card !== undefined && room !== null) move(toPannedView(card, room, getViewport()), true);
      },
      reveal: (ids) => {
        const cards = toCards(ids);
        const room = toRoom();
        const all = toBounds(cards);
        if (all === null || room === null) return;
        const isReadable = toZoom(all, room) >= MIDDLE_FROM;
        move(toRevealView(isReadable ? all : (cards[0] ?? all), room, getViewport()), true);
      },
    };
  }, [layout, showWhole, toRoom, move, getViewport]);

  useFirstView({ layout, focus, side }, showWhole, move);
  return camera;
}

/** A picture of something else begins with a fit; that of everything comes back as it was left. */
function useFirstView(
  { layout, focus, side }: Pick<Picture, "layout" | "focus" | "side">,
  showWhole: (isAnimated: boolean) => void,
  move: (view: View, isAnimated: boolean) => void,
) {
  const { getViewport } = useReactFlow();
  const shown = useRef<(Pick<Picture, "focus" | "side"> & { readonly aspect: number }) | null>(null);
  const left = useRef<View | null>(null);
  const isTouched = useTouched();

  useLayoutEffect(() => {
    if (layout === null) return;
    const last = shown.current;
    shown.current = { focus, side, aspect: layout.aspect };
    const isSameScene = last !== null && last.focus === focus && last.side === side;
    if (isSameScene && (last.aspect === layout.aspect || isTouched.current)) return;
    if (last !== null && last.focus === null && focus !== null) left.current = getViewport();
    isTouched.current = false;
    if (focus === null && left.current !== null && !isSameScene) move(left.current, false);
    else showWhole(false);
  }, [layout, focus, side, showWhole, move, getViewport, isTouched]);
}

/** Whether the reader has moved the picture by hand: then a new shape of the window does not move it again. */
function useTouched() {
  const store = useStoreApi();
  const isTouched = useRef(false);
  useEffect(() => {
    const element = store.getState().domNode;
    const touch = () => {
      isTouched.current = true;
    };
    element?.addEventListener("wheel", touch, { passive: true });
    element?.addEventListener("pointerdown", touch);
    return () => {
      element?.removeEventListener("wheel", touch);
      element?.removeEventListener("pointerdown", touch);
    };
  }, [store]);
  return isTouched;
}
