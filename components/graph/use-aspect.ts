import { type RefObject, useEffect, useState } from "react";
import { keepAspect } from "#lib/layout/fit-zoom.ts";

/** The shape of an element, width by height; a small change of it, as by a line below, is none and lays nothing out again. */
export function useAspect(element: RefObject<HTMLElement | null>): number | null {
  const [aspect, setAspect] = useState<number | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setAspect((before) => keepAspect(before, width, height));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return aspect;
}
