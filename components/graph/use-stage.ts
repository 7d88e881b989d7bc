import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useSource } from "#lib/client/snapshot-source.tsx";
import { createDefer, type Defer } from "#lib/client/step-queue.ts";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import type { PageWindow } from "./find-window.ts";
import { useGraphState } from "./graph-context.tsx";
import type { NodeText } from "./paint-frame.ts";
import { readPalette } from "./palette.ts";
import { buildScene, type Scene } from "./scene.ts";
import { useShownGraph } from "./shown-graph.tsx";
import { StageDriver } from "./stage-driver.ts";
import { toStillLine } from "./to-card-text.ts";

const NOTHING = () => () => {};

/** Drives the seven canvases in a box by picture, snapshot, view, theme and emphasis; gives what the page is to draw itself. */
export function useStage(box: RefObject<HTMLElement | null>, layout: LayoutResult | null): PageWindow | null {
  const [driver, setDriver] = useState<StageDriver | null>(null);
  const { snapshot } = useSource();
  const shown = useShownGraph();
  const scene = useMemo(() => (layout === null ? null : buildScene(layout)), [layout]);
  const hasDrawn = useRef(false);

  useLayoutEffect(() => {
    const element = box.current;
    const [first, second, third, fourth, fifth, sixth, seventh] = element?.querySelectorAll("canvas") ?? [];
    if (!element || !first || !second || !third || !fourth || !fifth || !sixth || !seventh) return;
    const toText = ({ ids }: Scene, at: number): NodeText | null => {
      const [held, id] = [snapshot.get(), toKnownObjectId(ids[at] ?? "")];
      const node = held === null || id === null ? undefined : indexSnapshot(held).nodes.get(id);
      if (node === undefined) return null;
      const count = shown.get()?.groups.get(node.id)?.members.length ?? 1;
      return { name: node.name, line: count > 1 ? node.namespace : toStillLine(node), count };
    };
    const frames = {
      request: (run: () => void) => requestAnimationFrame(run),
      cancel: (handle: number) => cancelAnimationFrame(handle),
      now: () => performance.now(),
    };
    const onHeld = (isHeld: boolean) => {
      element.toggleAttribute("data-held", isHeld);
    };
    const canvases = [first, second, third, fourth, fifth, sixth, seventh] as const;
    // With the page's first picture there is enough else to do; where another driver takes over, nothing may be gone
    // for a frame.
    const defer: Defer = hasDrawn.current ? (run) => queueMicrotask(run) : createDefer();
    const started = new StageDriver({ canvases, frames, toText, onHeld, defer });
    setDriver(started);
    return () => started.stop();
  }, [box, snapshot, shown]);

  useTheme(box, driver);
  useView(driver);
  useLayoutEffect(() => {
    if (driver === null) return;
    const update = () => {
      const held = snapshot.get();
      if (held !== null) driver.setSnapshot(held);
    };
    update();
    return snapshot.subscribe(update);
  }, [driver, snapshot]);
  useLayoutEffect(() => {
    driver?.setScene(scene);
    hasDrawn.current ||= driver !== null && scene !== null;
  }, [driver, scene]);

  return useSyncExternalStore(driver?.window.subscribe ?? NOTHING, driver?.window.get ?? toNull, toNull);
}

/** Follows the view, the size of the window and what stands out. */
function useView(driver: StageDriver | null): void {
  const store = useStoreApi();
  const { isMoving, emphasis } = useGraphState();
  const last = useRef<unknown>(null);
  useLayoutEffect(() => {
    if (driver === null) return;
    const follow = () => {
      const { transform, width, height } = store.getState();
      driver.setRoom({ width, height, density: devicePixelRatio });
      const [x, y, zoom] = transform;
      if (last.current !== transform) driver.move({ x, y, zoom }, isMoving.get());
      last.current = transform;
    };
    const rest = () => {
      last.current = null;
      follow();
    };
    const stand = () => driver.setEmphasis(emphasis.get());
    rest();
    stand();
    const ends = [store.subscribe(follow), isMoving.subscribe(rest), emphasis.subscribe(stand)];
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", follow);
    return () => {
      query.removeEventListener("change", follow);
      for (const end of ends) end();
    };
  }, [driver, store, isMoving, emphasis]);
}

/** Takes the colours from the style sheet, and again when the theme is another. */
function useTheme(box: RefObject<HTMLElement | null>, driver: StageDriver | null): void {
  useEffect(() => {
    const element = box.current;
    if (driver === null || element === null) return;
    const read = () => {
      const style = getComputedStyle(element);
      driver.setPalette(readPalette((property) => style.getPropertyValue(property)));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
    // Names that were measured before the font was there would be cut in the wrong place.
    void document.fonts.ready.then(read);
    return () => observer.disconnect();
  }, [box, driver]);
}

function toNull(): null {
  return null;
}
