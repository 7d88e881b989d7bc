import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from "@tanstack/react-table";
import { History, Hourglass } from "lucide-react";
import { Age } from "#components/ui/age.tsx";
import { Countdown } from "#components/ui/countdown.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { HUE_TEXT, STATE_WORDS } from "#components/ui/state-words.ts";
import { toStateRank } from "#lib/client/sort-nodes.ts";
import { shortenRevision } from "#lib/flux/revision.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { Row } from "./to-rows.ts";

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

type Features = typeof features;

const NEXT_WORDS: Readonly<Record<GraphNode["next"]["what"], string>> = {
  retry: "tries again",
  interval: "reconciles again",
  "dependency-check": "looks again at what it depends on",
  nothing: "nothing happens by itself",
};

/** Numbers by size, text by the alphabet with numbers in it by size; equals keep the order given, worst first. */
const byValue: SortFn<Features, Row> = (a, b, columnId) => {
  const left = a.getValue(columnId);
  const right = b.getValue(columnId);
  if (typeof left === "number" && typeof right === "number") return left - right;
  return collator.compare(String(left), String(right));
};
const collator = new Intl.Collator("en", { numeric: true });

const helper = createColumnHelper<Features, Row>();
const text = { sortFn: byValue, sortUndefined: "last" } as const;
const most = { ...text, sortDescFirst: true } as const;

export const columns = helper.columns([
  helper.accessor((row) => toStateRank(row.node), {
    ...text,
    id: "state",
    header: "State",
    cell: ({ row }) => <StateCell node={row.original.node} />,
  }),
  helper.accessor((row) => row.node.name, { ...text, id: "name", header: "Name" }),
  helper.accessor((row) => row.node.namespace, { ...text, id: "namespace", header: "Namespace" }),
  helper.accessor((row) => row.node.wave, { ...text, id: "wave", header: "Wave" }),
  helper.accessor("blockedBy", { ...text, id: "blocked-by", header: "Blocked by" }),
  helper.accessor((row) => row.node.blocks.now * 1e6 + row.node.blocks.ifFailed, {
    ...most,
    id: "blocks",
    header: "Blocks",
    cell: ({ row }) => <BlocksCell node={row.original.node} />,
  }),
  // Sorted by age, so that up means young.
  helper.accessor((row) => (row.since === undefined ? undefined : -row.since), {
    ...text,
    id: "since",
    header: "Since",
    cell: ({ row }) => <Age since={row.original.node.since} />,
  }),
  helper.accessor("revision", {
    ...text,
    id: "revision",
    header: "Revision",
    cell: ({ row }) => <RevisionCell row={row.original} />,
  }),
  helper.accessor("source", { ...text, id: "source", header: "Source" }),
  helper.accessor("dependencies", { ...most, id: "depends-on", header: "Needs" }),
  helper.accessor("nextAt", {
    ...text,
    id: "next",
    header: "Next",
    cell: ({ row }) => <NextCell node={row.original.node} />,
  }),
  helper.accessor((row) => row.node.message || undefined, { ...text, id: "message", header: "Message" }),
]);

/** How a column looks: its width in pixels (the last takes what is left), and whether its figures stand at the right. */
export const COLUMN_LOOKS: Readonly<
  Record<string, { readonly width: number | null; readonly right?: true; readonly title: string }>
> = {
  state: { width: 110, title: "State, worst first" },
  name: { width: 150, title: "Name" },
  namespace: { width: 104, title: "Namespace" },
  wave: { width: 52, right: true, title: "How many dependencies deep" },
  "blocked-by": { width: 108, title: "Root causes" },
  blocks: { width: 72, right: true, title: "How many wait because of it now / would if it failed" },
  since: { width: 62, right: true, title: "In this state since" },
  revision: { width: 90, title: "Revision that runs" },
  source: { width: 92, title: "Source" },
  "depends-on": { width: 54, right: true, title: "How many it depends on" },
  next: { width: 82, right: true, title: "When something happens by itself" },
  message: { width: null, title: "The controller's own words" },
};

export const COLUMN_IDS: readonly string[] = Object.keys(COLUMN_LOOKS);

function StateCell({ node }: { readonly node: GraphNode }) {
  const { label, hue } = STATE_WORDS[node.state];
  return (
    <span className={`flex items-center gap-1.5 ${HUE_TEXT[hue]}`}>
      <StateIcon state={node.state} size={14} />
      <span className="truncate">{node.retrying ? "Retrying" : label}</span>
      {node.inCycle && <StateIcon state={node.state} inCycle size={12} />}
      {node.inCycle && <span className="sr-only">in a cycle</span>}
    </span>
  );
}

function BlocksCell({ node: { blocks } }: { readonly node: GraphNode }) {
  return (
    <span title={`${blocks.now} wait because of it; ${blocks.ifFailed} would if it failed`}>
      {blocks.now > 0 && (
        <span className="font-medium text-wait">
          <Hourglass aria-hidden size={12} className="-mt-0.5 mr-0.5 inline" />
          {blocks.now}
        </span>
      )}
      {blocks.now > 0 && <span className="text-fg-3"> / </span>}
      <span className="text-fg-3">{blocks.ifFailed === 0 && blocks.now === 0 ? "" : blocks.ifFailed}</span>
    </span>
  );
}

function RevisionCell({ row: { node, revision } }: { readonly row: Row }) {
  if (revision === undefined || node.revision.applied === null) return null;
  const isOld = node.revision.source !== null && node.revision.source !== node.revision.applied;
  const latest = node.revision.source === null ? "" : shortenRevision(node.revision.source);
  return (
    <span
      className="flex items-center gap-1.5 font-mono text-small"
      title={isOld ? `${node.revision.applied}, while its source is at ${latest}` : node.revision.applied}
    >
      {revision}
      {isOld && <History aria-label="behind its source" size={12} className="shrink-0 text-fg-3" />}
    </span>
  );
}

function NextCell({ node: { next } }: { readonly node: GraphNode }) {
  return (
    <span title={NEXT_WORDS[next.what]}>
      <Countdown next={next} />
    </span>
  );
}
