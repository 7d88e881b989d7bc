"use client";

import { Slot } from "radix-ui";
import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { TooltipBubble } from "./tooltip-bubble.tsx";

const DELAY_MS = 400;

/** Shows a short text when its one child (an element) is hovered or focused; an empty text shows nothing. */
export function Tooltip({
  content,
  side = "bottom",
  onTap = false,
  children,
}: {
  readonly content: ReactNode;
  readonly side?: "top" | "bottom";
  /** Also shows it when the child is pressed, for things that are there to be read. */
  readonly onTap?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (anchor === null) return;
    const close = () => setAnchor(null);
    const closeByKey = (event: KeyboardEvent) => event.key === "Escape" && close();
    document.addEventListener("keydown", closeByKey);
    document.addEventListener("scroll", close, true);
    return () => {
      document.removeEventListener("keydown", closeByKey);
      document.removeEventListener("scroll", close, true);
    };
  }, [anchor]);
  if (content === null || content === undefined || content === "") return children;
  const show = (element: Element) => setAnchor(element.getBoundingClientRect());
  return (
    <>
      <Slot.Root
        aria-describedby={anchor === null ? undefined : id}
        onPointerEnter={({ currentTarget, pointerType }: PointerEvent) => {
          if (pointerType !== "touch") timer.current = setTimeout(() => show(currentTarget), DELAY_MS);
        }}
        onPointerLeave={hide}
        onFocus={({ currentTarget }: { currentTarget: Element }) => {
          if (currentTarget.matches(":focus-visible")) show(currentTarget);
        }}
        onBlur={hide}
        onClick={({ currentTarget }: { currentTarget: Element }) => (onTap ? show(currentTarget) : hide())}
      >
        {children}
      </Slot.Root>
      {anchor !== null &&
        createPortal(
          <TooltipBubble id={id} anchor={anchor} side={side}>
            {content}
          </TooltipBubble>,
          document.body,
        )}
    </>
  );
}
