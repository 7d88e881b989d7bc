"use client";

import { Ban, Clock, Lightbulb } from "lucide-react";
import type { ReactNode } from "react";
import { Age } from "#components/ui/age.tsx";
import { Countdown, CountdownRing } from "#components/ui/countdown.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import type { Outlook } from "./to-outlook.ts";
import { useSelect } from "./use-select.ts";

/** What happens next by itself, with its mark and, where there is one, its clock. `bare` leaves the mark out. */
export function OutlookLine({ outlook, bare = false }: { readonly outlook: Outlook; readonly bare?: boolean }) {
  return (
    <div className="flex min-w-0 items-center gap-2 text-body text-fg-2 max-desk:leading-[18px]">
      {!bare && <span className="shrink-0 text-fg-3">{toMark(outlook)}</span>}
      <span className="min-w-0 truncate">
        <OutlookText outlook={outlook} />
      </span>
    </div>
  );
}

function OutlookText({ outlook }: { readonly outlook: Outlook }) {
  const select = useSelect();
  switch (outlook.kind) {
    case "retry":
      return (
        <>
          {outlook.text} <Countdown next={outlook.next} className="font-medium text-fg" />
        </>
      );
    case "trying":
      return (
        <>
          {outlook.text}
          {outlook.since !== null && (
            <>
              {", for "}
              <Age since={outlook.since} />
            </>
          )}
        </>
      );
    case "suggestion": {
      const { node, name } = outlook;
      if (node === null) return `Did you mean ${name}?`;
      return (
        <>
          Did you mean{" "}
          <button
            type="button"
            className="relative z-10 font-medium text-accent hover:underline"
            onClick={(event) => {
              event.stopPropagation();
              select(node);
            }}
          >
            {name}
          </button>
          ?
        </>
      );
    }
    default:
      return outlook.text;
  }
}

function toMark(outlook: Outlook): ReactNode {
  switch (outlook.kind) {
    case "retry":
      return <CountdownRing next={outlook.next} />;
    case "trying":
      return <StateIcon state="progressing" size={14} />;
    case "never":
      return <Ban aria-hidden size={14} />;
    case "wait":
      return <Clock aria-hidden size={14} />;
    case "suggestion":
      return <Lightbulb aria-hidden size={14} />;
  }
}
