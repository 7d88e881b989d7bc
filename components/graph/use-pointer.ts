import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, type PointerEvent, useCallback, useRef } from "react";
import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import { useGraphState } from "./graph-context.tsx";
import type { Scene } from "./scene.ts";
import { useHover } from "./use-hover.ts";

/** How far beside a block one may point at it, in pixels: a block is small from far away, and a finger is not. */
const REACH = { mouse: 3, touch: 14 };

interface PointerHandlers {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** Finds what is pointed at by place, whoever draws it; `onSelect` gets null for a click beside everything, and whether Shift was held. */
export function usePointer(
  scene: Scene | null,
  onSelect: (id: ObjectId | null, isSecond: boolean) => void,
): PointerHandlers {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const { cursor } = useGraphState();
  const hover = useHover();
  const last = useRef<ObjectId | null>(null);

  const find = useCallback(
    ({ clientX: x, clientY: y, target }: MouseEvent, reach: number): ObjectId | null => {
      if (scene === null) return null;
      // Who clicks without pointing, as a screen reader does, names the element.
      const named = target instanceof Element ? target.closest("[data-state][data-id]")?.getAttribute("data-id") : null;
      const node = named == null ? undefined : scene.indexOf.get(named);
      if (node !== undefined) return toKnownObjectId(scene.ids[node] ?? "");
      const place = screenToFlowPosition({ x, y }, { snapToGrid: false });
      return toKnownObjectId(scene.ids[scene.grid.findAt(place.x, place.y, reach / getZoom())] ?? "");
    },
    [scene, screenToFlowPosition, getZoom],
  );

  const point = useCallback(
    (element: EventTarget | null, id: ObjectId | null) => {
      if (id === last.current) return;
      last.current = id;
      if (element instanceof HTMLElement) element.toggleAttribute("data-over", id !== null);
      hover(id);
    },
    [hover],
  );

  return {
    onPointerMove: (event) => {
      if (event.pointerType === "touch" || event.buttons !== 0) return;
      point(event.currentTarget, find(event, REACH.mouse));
    },
    onPointerLeave: () => point(null, null),
    onClick: (event) => {
      const isTouch = event.nativeEvent instanceof globalThis.PointerEvent && event.nativeEvent.pointerType === "touch";
      const id = find(event, isTouch ? REACH.touch : REACH.mouse);
      if (id !== null) cursor.set(id);
      onSelect(id, event.shiftKey);
    },
  };
}
