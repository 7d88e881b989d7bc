"use client";

import { StateIcon } from "#components/ui/state-icon.tsx";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { ChainList } from "./chain-list.tsx";
import { findChains } from "./find-chains.ts";
import { Section } from "./section.tsx";

const SHOWN = 3;

/** For a blocked node: each root cause with the way down to here, and what is ready and holds nothing up. */
export function WhyItWaits({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const index = indexSnapshot(snapshot);
  const chains = findChains(node, index);
  if (chains.length === 0) return null;
  const ready = (index.dependencies.get(node.id) ?? []).filter((edge) => edge.state === "satisfied");
  const names = ready.map((edge) => toShortName(edge.from).name);
  const rest = chains.slice(SHOWN);
  return (
    <Section title="Why it waits" id="why-it-waits">
      <div className="flex flex-col gap-3">
        {chains.slice(0, SHOWN).map((chain) => (
          <ChainList key={chain.ids.join(" ")} chain={chain} here={node.id} index={index} cycles={snapshot.cycles} />
        ))}
      </div>
      {rest.length > 0 && (
        <p className="mt-1 text-body text-fg-2">
          And for {joinNames(rest.flatMap(({ ids }) => (ids[0] === undefined ? [] : [toShortName(ids[0]).name])))}.
        </p>
      )}
      {names.length > 0 && (
        <p className="mt-1.5 flex items-center gap-3 text-fg-2 text-small">
          <StateIcon state="ready" />
          {joinNames(names)} {names.length === 1 ? "is ready and holds nothing up" : "are ready and hold nothing up"}
        </p>
      )}
    </Section>
  );
}
