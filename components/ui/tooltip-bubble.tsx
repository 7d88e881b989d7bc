import { type ReactNode, useLayoutEffect, useRef } from "react";

const GAP = 6;
const MARGIN = 8;

/** The text itself: beside its anchor, on the other side where there is no room, and never out of the window. */
export function TooltipBubble({
  id,
  anchor,
  side,
  children,
}: {
  readonly id: string;
  readonly anchor: DOMRect;
  readonly side: "top" | "bottom";
  readonly children: ReactNode;
}) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const above = anchor.top - GAP - height;
    const below = anchor.bottom + GAP;
    const fits = side === "top" ? above >= MARGIN : below + height <= innerHeight - MARGIN;
    const isAbove = (side === "top") === fits;
    const wanted = anchor.left + anchor.width / 2 - width / 2;
    element.style.left = `${Math.max(MARGIN, Math.min(wanted, innerWidth - MARGIN - width))}px`;
    element.style.top = `${isAbove ? above : below}px`;
  });
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-50 w-max max-w-80 rounded-card bg-card px-2 py-1 text-fg text-small shadow-float"
    >
      {children}
    </div>
  );
}
