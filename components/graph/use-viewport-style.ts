import { useOnViewportChange, useStoreApi, type Viewport } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { SECOND_LINE_FROM, toDistance } from "./distance.ts";
import { useGraphState } from "./graph-context.tsx";

/** While zooming, a change of less than this share is not worth a new style of every card. */
const WORTH = 0.02;
/** What keeps its size on the screen, or has descendants that do. */
const SCALED = ".graph-scaled, .react-flow__nodes";

/**
 * Tells the style sheet how far away the picture is (`--zoom`, and `--u` that is one over it) and where the window's top
 * left corner is in the world (`--top`, `--left`, on the headings alone: they change with every pan). Renders nothing.
 * Whatever is in the pane inherits from it, and most of that is the invisible list: so while the view moves only what is
 * scaled is told, and the pane when it rests.
 */
export function useViewportStyle(pane: RefObject<HTMLElement | null>, headings: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  const { isMoving } = useGraphState();
  const written = useRef(Number.NaN);
  const write = useCallback(
    ({ x, y, zoom }: Viewport, isExact: boolean) => {
      if (pane.current === null) return;
      if (isExact || Math.abs(zoom / written.current - 1) > WORTH) {
        written.current = zoom;
        const scaled = pane.current.querySelectorAll<HTMLElement>(SCALED);
        for (const { style } of isExact ? [pane.current, ...scaled] : scaled) writeZoom(style, zoom);
        const { dataset } = pane.current;
        dataset["distance"] = toDistance(zoom);
        if (zoom < SECOND_LINE_FROM) dataset["tight"] = "";
        else delete dataset["tight"];
      }
      headings.current?.style.setProperty("--top", `${-y / zoom}px`);
      headings.current?.style.setProperty("--left", `${-x / zoom}px`);
    },
    [pane, headings],
  );
  const onChange = useCallback((viewport: Viewport) => write(viewport, false), [write]);
  const onStart = useCallback(() => {
    if (pane.current !== null) pane.current.dataset["moving"] = "";
    isMoving.set(true);
  }, [pane, isMoving]);
  const onEnd = useCallback(
    (viewport: Viewport) => {
      delete pane.current?.dataset["moving"];
      write(viewport, true);
      isMoving.set(false);
    },
    [pane, write, isMoving],
  );
  useOnViewportChange({ onStart, onChange, onEnd });
  useEffect(() => {
    const [x, y, zoom] = store.getState().transform;
    write({ x, y, zoom }, true);
  }, [store, write]);
}

function writeZoom(style: CSSStyleDeclaration, zoom: number): void {
  style.setProperty("--zoom", String(zoom));
  style.setProperty("--u", String(1 / zoom));
}
