"use client";

import { Box, ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Age } from "#components/ui/age.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { groupScopes, type ScopeGroup } from "#lib/client/group-scopes.ts";
import { type useSnapshot, useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { loadAccessDialog } from "./parts.ts";

const AccessDialog = dynamic(() => loadAccessDialog().then((module) => module.AccessDialog), { ssr: false });

type Cluster = NonNullable<ReturnType<typeof useSnapshot>>["clusters"][number];

const CONNECTION_WORDS: Readonly<Record<Cluster["connection"], string>> = {
  live: "Connected",
  connecting: "Connecting",
  stale: "Not heard from",
  disconnected: "Not connected",
};

/** A kind that a cluster does not have is no trouble by itself. */
const SCOPE_LOOKS: Readonly<Record<ScopeGroup["state"], string>> = {
  ok: "text-fg-2",
  loading: "text-fg-3",
  forbidden: "text-wait",
  "not-installed": "text-fg-3",
  error: "text-wait",
};

/** The name of what is looked at; opens to what is read of it and how that goes. */
export function ClusterMenu({ plain = false }: { readonly plain?: boolean }) {
  const clusters = useSnapshotSelector(({ clusters }) => clusters) ?? [];
  const [rulesOf, setRulesOf] = useState<string | null>(null);
  const [first] = clusters;
  if (first === undefined) return null;
  const name = clusters.length === 1 ? first.id : `${clusters.length} clusters`;
  return (
    <>
      <Popover
        label="What is read of the cluster"
        className="w-80"
        trigger={
          <button
            type="button"
            data-id="cluster-menu"
            className="flex h-8 min-w-0 items-center gap-2 rounded-card px-2 font-medium text-body hover:bg-hover max-desk:h-11 max-desk:text-[15px]"
          >
            {!plain && <Box aria-hidden size={16} className="shrink-0 text-fg-3" />}
            <span className="max-w-56 truncate">{name}</span>
            <ChevronDown aria-hidden size={14} className="shrink-0 text-fg-2" />
          </button>
        }
      >
        {clusters.map((cluster, index) => (
          <div key={cluster.id}>
            {index > 0 && <div className="mx-1 my-1 h-px bg-line" />}
            <ClusterPart cluster={cluster} onRules={() => setRulesOf(cluster.id)} />
          </div>
        ))}
      </Popover>
      {rulesOf !== null && <AccessDialog clusterId={rulesOf} onClose={() => setRulesOf(null)} />}
    </>
  );
}

function ClusterPart({ cluster, onRules }: { readonly cluster: Cluster; readonly onRules: () => void }) {
  const groups = groupScopes(cluster.scopes);
  return (
    <>
      <div className="flex items-baseline justify-between gap-2 px-2 py-1">
        <span className="truncate font-medium">{cluster.id}</span>
        <span className="shrink-0 text-fg-2 text-small">
          {CONNECTION_WORDS[cluster.connection]} · <Age since={cluster.since} />
        </span>
      </div>
      {cluster.message !== "" && (
        <p className="px-2 pb-1 text-fg-2 text-small">
          {cluster.message} {cluster.fix}
        </p>
      )}
      <p className="px-2 py-1 text-fg-3 text-quiet">What is read</p>
      <ul className="px-2 pb-1 text-small">
        {groups.map(({ kind, place, state, word, message }) => (
          <li key={kind} title={message} className="flex justify-between gap-4 py-0.5">
            <span className="truncate">
              {kind} <span className="text-fg-3">{place}</span>
            </span>
            <span className={`shrink-0 ${SCOPE_LOOKS[state]}`}>{word}</span>
          </li>
        ))}
      </ul>
      {groups.some(({ state }) => state === "forbidden") && (
        <div className="px-2 pt-1 pb-1.5">
          <Button data-id="menu-show-rule" onClick={onRules}>
            Show the rule that is lacking
          </Button>
        </div>
      )}
    </>
  );
}
