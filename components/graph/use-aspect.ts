import { type RefObject, useEffect, useState } from "react";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";

/** The shape of an element, width by height, in steps so that a small change of the window lays nothing out again. */
export function useAspect(element: RefObject<HTMLElement | null>): number | null {
  const [aspect, setAspect] = useState<number | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setAspect(toLayoutAspect(width, height));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return aspect;
}
