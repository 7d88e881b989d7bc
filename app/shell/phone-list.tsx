"use client";

import { ChevronDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Age } from "#components/ui/age.tsx";
import { CountPill } from "#components/ui/count-pill.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { HUE_TEXT, STATE_WORDS } from "#components/ui/state-words.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { compareByName, compareNewestFirst, sortWorstFirst } from "#lib/client/sort-nodes.ts";
import { useMainFace } from "#lib/client/use-main-face.ts";
import { useNodeLine } from "#lib/client/use-node-line.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import { NO_FILTERS } from "./filter-menu.tsx";
import { MainFaceView } from "./main-face-view.tsx";

type Node = NonNullable<ReturnType<typeof useSnapshot>>["nodes"][number];

const ORDERS = {
  worst: { label: "Worst first", sort: sortWorstFirst },
  newest: { label: "Newest first", sort: (nodes: readonly Node[]) => nodes.toSorted(compareNewestFirst) },
  name: { label: "By name", sort: (nodes: readonly Node[]) => nodes.toSorted(compareByName) },
} as const;

const PAGE = 100;

/** All Kustomizations as rows for a thumb, worst first. */
export function PhoneList() {
  const snapshot = useSnapshot();
  const face = useMainFace();
  const { matches, isFiltered } = useVisibleNodes();
  const [, change] = useViewState();
  const [order, setOrder] = useState<keyof typeof ORDERS>("worst");
  const [shown, setShown] = useState(PAGE);
  const nodes = useMemo(
    () =>
      ORDERS[order].sort(
        // What is missing is no Kustomization of the cluster; its card stands above.
        (snapshot?.nodes ?? []).filter(({ id, state }) => matches.has(id) && (isFiltered || state !== "missing")),
        snapshot?.problems ?? [],
      ),
    [snapshot, matches, isFiltered, order],
  );
  if (face !== null) return <MainFaceView face={face} />;
  return (
    <section aria-labelledby="kustomizations">
      <div className="flex h-12 items-center gap-2 pr-2 pl-4">
        <h2 id="kustomizations" className="font-semibold text-[15px]">
          Kustomizations
        </h2>
        <CountPill count={nodes.length} />
        {isFiltered && (
          <button
            type="button"
            data-id="clear-filter"
            onClick={() => change(NO_FILTERS)}
            className="flex h-11 items-center gap-1 text-accent"
          >
            Show all <X aria-hidden size={14} />
          </button>
        )}
        <div className="ml-auto">
          <Menu
            align="end"
            trigger={
              <button type="button" data-id="order" className="flex h-11 items-center gap-1.5 px-2 text-fg-2">
                {ORDERS[order].label}
                <ChevronDown aria-hidden size={14} />
              </button>
            }
          >
            {(["worst", "newest", "name"] as const).map((key) => (
              <MenuItem key={key} onSelect={() => setOrder(key)}>
                {ORDERS[key].label}
              </MenuItem>
            ))}
          </Menu>
        </div>
      </div>
      <ul className="border-line border-t bg-surface">
        {nodes.slice(0, shown).map((node) => (
          <Row key={node.id} node={node} onSelect={() => change({ selected: node.id })} />
        ))}
      </ul>
      {nodes.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)} className="h-12 w-full bg-surface text-accent">
          Show {Math.min(PAGE, nodes.length - shown)} more
        </button>
      )}
    </section>
  );
}

function Row({ node, onSelect }: { readonly node: Node; readonly onSelect: () => void }) {
  const line = useNodeLine(node);
  return (
    <li className="border-line border-b">
      <button
        type="button"
        data-id={`row-${node.id}`}
        onClick={onSelect}
        className="flex h-[52px] w-full items-center gap-3 px-4 text-left outline-offset-[-2px]"
      >
        <StateIcon state={node.state} size={18} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-fg text-sentence leading-[18px]">{node.name}</span>
          <span className={`truncate leading-[18px] ${HUE_TEXT[STATE_WORDS[node.state].hue]}`}>{line}</span>
        </span>
        <Age since={node.since} className="shrink-0 text-fg-2" />
      </button>
    </li>
  );
}
