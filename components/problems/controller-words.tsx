"use client";

import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** The controller's own words, clipped to one line; hovering shows all of them, pressing unfolds them. Nothing for none. */
export function ControllerWords({ words, className }: { readonly words: string; readonly className?: string }) {
  const [isOpen, setOpen] = useState(false);
  if (words === "") return null;
  return (
    <button
      type="button"
      title={isOpen ? undefined : words}
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
      className={classNames(
        "relative z-10 block max-w-full text-left font-mono text-[11px] text-fg-2 leading-4 hover:text-fg max-desk:text-small",
        isOpen ? "select-text whitespace-pre-wrap break-words" : "truncate",
        className,
      )}
    >
      {words}
    </button>
  );
}
