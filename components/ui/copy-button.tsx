"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button.tsx";

/** Copies a text, and says for two seconds that it did. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await copyText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  const said = outcome === "copied" ? "Copied" : "Copying is not allowed here: select the text instead";
  return (
    <IconButton label={outcome === null ? label : said} onClick={() => void copy()}>
      {outcome === "copied" ? <Check aria-hidden size={14} className="text-good" /> : <Copy aria-hidden size={14} />}
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
