import { type RefObject, useEffect, useState } from "react";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";

/** Marks what the picture is composed for. */
export const FRAME = "[data-frame]";

/**
 * The shape of the frame (`data-frame`) that an element stands in, else its own: width by height, in steps so that a small
 * change of the window lays nothing out again. Within the frame something else may come and go without moving the picture.
 */
export function useAspect(element: RefObject<HTMLElement | null>): number | null {
  const [aspect, setAspect] = useState<number | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setAspect(toLayoutAspect(width, height));
    });
    observer.observe(element.current.closest(FRAME) ?? element.current);
    return () => observer.disconnect();
  }, [element]);
  return aspect;
}
