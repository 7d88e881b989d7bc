import { type RefObject, useEffect, useState } from "react";

const STEP = 0.25;

/** The shape of an element, width by height, in steps so that a small change of the window lays nothing out again. */
export function useAspect(element: RefObject<HTMLElement | null>): number | null {
  const [aspect, setAspect] = useState<number | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setAspect(toStep(width / height));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return aspect;
}

function toStep(aspect: number): number {
  return Math.max(STEP, Math.round(aspect / STEP) * STEP);
}
