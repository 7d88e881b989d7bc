"use client";

import { User } from "lucide-react";
import { Popover } from "#components/ui/popover.tsx";
import { useMe } from "#lib/client/use-me.ts";

/** Who one is here: initials, and behind them the name, the groups and what one may do. */
export function Person() {
  const me = useMe();
  if (me === null) return null;
  const isLocal = me.mode === "local";
  const name = me.name ?? (isLocal ? "Local" : "Anonymous");
  const initials = toInitials(me.name ?? "");
  return (
    <Popover
      label="Who you are here"
      align="end"
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={`${initials} You are ${name}`}
          data-id="person"
          className="flex size-7 items-center justify-center rounded-full border border-line-strong bg-hover font-medium text-fg-2 text-quiet hover:text-fg"
        >
          {initials === "" ? <User aria-hidden size={14} /> : initials}
        </button>
      }
    >
      <div className="flex flex-col gap-1 px-2 py-1.5">
        <span className="break-all font-medium">{name}</span>
        {me.groups.length > 0 && <span className="break-words text-fg-2 text-small">{me.groups.join(", ")}</span>}
        <span className="text-fg-2 text-small">
          {isLocal && "Whoever opens this page acts as the user of the kubeconfig. "}
          {me.may.act ? "You may reconcile, suspend and resume." : `You may only look. ${me.may.why}`}
        </span>
      </div>
    </Popover>
  );
}

function toInitials(name: string): string {
  const words = name
    .replace(/@.*$/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const [first = "", second] = words;
  return (second === undefined ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}
