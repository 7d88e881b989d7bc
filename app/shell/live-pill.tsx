"use client";

import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Freshness } from "#lib/client/freshness.ts";
import { useConnection, useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useFreshness } from "#lib/client/use-freshness.ts";

type Kind = Freshness["kind"];

const DOTS: Readonly<Record<Kind, string>> = {
  live: "bg-good ring-good-solid/60",
  polling: "bg-good ring-good-solid/60",
  stale: "bg-wait-solid ring-wait-line",
  lost: "bg-wait-solid ring-wait-line",
  connecting: "bg-dim-solid ring-dim-line",
};

const MEANINGS: Readonly<Record<Kind, string>> = {
  live: "Changes arrive as they happen. The age is when the cluster was last heard from.",
  polling:
    "The live stream is not to be had, perhaps because of a proxy. The graph is fetched every 5 seconds instead.",
  stale: "The cluster has not been heard from for a while. This is what it was like then.",
  lost: "The connection is down and is tried again by itself. This is the last that was seen.",
  connecting: "The first answer is on its way.",
};

/** How fresh the picture is, always in sight. */
export function LivePill() {
  const { kind, label, age } = useFreshness();
  const isLate = kind === "stale" || kind === "lost";
  return (
    <>
      <Tooltip onTap content={<Explanation kind={kind} />}>
        <button
          type="button"
          data-id="live-pill"
          data-kind={kind}
          className={`flex h-7 cursor-default! items-center gap-2 whitespace-nowrap rounded-full border px-2.5 text-small tabular-nums ${isLate ? "border-wait-line bg-wait-tint" : "border-line"}`}
        >
          <span className={`size-2 rounded-full ring-[3px] ${DOTS[kind]}`} />
          <span className={isLate ? "text-wait" : "text-fg-2"}>
            <span className={`font-medium ${isLate ? "" : "text-fg"}`}>{label}</span>
            {age !== "" && ` · ${age}`}
          </span>
        </button>
      </Tooltip>
      <span className="sr-only" role="status">
        {kind === "live" ? "" : `${label}. ${MEANINGS[kind]}`}
      </span>
    </>
  );
}

function Explanation({ kind }: { readonly kind: Kind }) {
  const { error } = useConnection();
  const clusters = useSnapshotSelector(({ clusters }) => clusters) ?? [];
  const told = clusters.filter(({ message }) => message !== "");
  return (
    <>
      {MEANINGS[kind]}
      {error !== null && ` ${error.detail} ${error.fix}`}
      {told.map(({ id, message, fix }) => ` ${id}: ${message} ${fix}`)}
    </>
  );
}
