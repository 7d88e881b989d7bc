"use client";

import { Check, Copy } from "lucide-react";
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { IconButton } from "./icon-button.tsx";

/** Copies a text (or what `text` writes in that moment), and says for two seconds that it did. */
export function CopyButton({
  text,
  label = "Copy",
  icon = <Copy aria-hidden size={14} />,
  ...rest
}: Omit<ComponentProps<"button">, "children"> & {
  readonly text: string | (() => string);
  readonly label?: string;
  readonly icon?: ReactNode;
}) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await copyText(typeof text === "string" ? text : text());
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  const said = outcome === "copied" ? "Copied" : "Copying is not allowed here: select the text instead";
  return (
    <IconButton label={outcome === null ? label : said} onClick={() => void copy()} {...rest}>
      {outcome === "copied" ? <Check aria-hidden size={14} className="text-good" /> : icon}
      <span aria-live="polite" className="sr-only">
        {outcome === null ? "" : said}
      </span>
    </IconButton>
  );
}

/** Over plain HTTP a browser offers no clipboard; there the older way still works. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (!isCopied) throw new Error("the browser refused to copy");
}
