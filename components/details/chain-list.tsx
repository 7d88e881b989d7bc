"use client";

import { Scissors } from "lucide-react";
import { useSelect } from "#components/problems/use-select.ts";
import { Age } from "#components/ui/age.tsx";
import { CauseIcon, StateIcon } from "#components/ui/state-icon.tsx";
import { CAUSE_WORDS, HUE_TEXT, STATE_WORDS } from "#components/ui/state-words.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cycle, GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { ActionButton } from "./action-button.tsx";
import type { Chain } from "./find-chains.ts";

/** The way from a root cause down to here, one line a node; the cause has the button that helps. */
export function ChainList({
  chain,
  here,
  index,
  cycles,
}: {
  readonly chain: Chain;
  readonly here: ObjectId;
  readonly index: SnapshotIndex;
  readonly cycles: readonly Cycle[];
}) {
  const isRing = chain.ids.length > 1 && chain.ids[0] === chain.ids.at(-1);
  return (
    <ol>
      {chain.ids.map((id, place) => (
        <ChainLink
          // In a cycle the node stands at both ends.
          key={`${place === 0 ? "first" : "then"}:${id}`}
          id={id}
          chain={chain}
          node={index.nodes.get(id)}
          isFirst={place === 0 && !isRing}
          inRing={isRing}
          isLast={place === chain.ids.length - 1}
          isHere={id === here}
          isCut={isCut(cycles, id, chain.ids[place + 1])}
        />
      ))}
    </ol>
  );
}

function ChainLink({
  id,
  chain,
  node,
  isFirst,
  inRing,
  isLast,
  isHere,
  isCut,
}: {
  readonly id: ObjectId;
  readonly chain: Chain;
  readonly node: GraphNode | undefined;
  readonly isFirst: boolean;
  readonly inRing: boolean;
  readonly isLast: boolean;
  readonly isHere: boolean;
  /** Whether the cycle is best cut between it and the next. */
  readonly isCut: boolean;
}) {
  const select = useSelect();
  const { kind, name, namespace } = toShortName(id);
  const remedy = isFirst && chain.cause !== null ? toRemedy(chain.cause.kind, node) : null;
  return (
    <li className="relative flex items-start gap-3 pb-0.5">
      {!isLast && <span aria-hidden className="absolute top-[22px] bottom-[-4px] left-[7.5px] w-px bg-line-strong" />}
      <span className="mt-0.5 flex h-5 items-center bg-surface">
        {node === undefined ? <CauseIcon kind="source" /> : <StateIcon state={node.state} inCycle={inRing} />}
      </span>
      <div className="min-w-0 flex-1 leading-[18px]">
        <p className="truncate text-body">
          {node === undefined || isHere ? (
            <span className="font-medium">{name}</span>
          ) : (
            <button type="button" className="font-medium hover:text-accent hover:underline" onClick={() => select(id)}>
              {name}
            </button>
          )}{" "}
          <span className="text-fg-2">{node === undefined ? `${kind} in ${namespace}` : namespace}</span>
        </p>
        <p className={`truncate text-small ${toTone(chain, node)}`}>
          {toLine(chain, node, isFirst)}
          {inRing && " · in the cycle"}
          {node?.state === "blocked" && !inRing && (
            <>
              {" "}
              <Age since={node.since} />
            </>
          )}
          {isHere && " · you are here"}
        </p>
      </div>
      {isCut && (
        <span
          data-id="cut"
          className="relative top-7 flex shrink-0 items-center gap-1 rounded-hint border border-act-line border-dashed px-1.5 text-act text-small"
        >
          <Scissors aria-hidden size={12} /> cut here
        </span>
      )}
      {remedy !== null && (
        <ActionButton
          request={{ action: remedy.action, targets: [id] }}
          target={id}
          label={remedy.label}
          variant="primary"
        />
      )}
    </li>
  );
}

function isCut(cycles: readonly Cycle[], from: ObjectId, to: ObjectId | undefined): boolean {
  return cycles.some(({ cut }) => cut.from === from && cut.to === to);
}

function toLine(chain: Chain, node: GraphNode | undefined, isFirst: boolean): string {
  if (node === undefined)
    return isFirst && chain.cause !== null ? `${CAUSE_WORDS[chain.cause.kind].label} · root cause` : "";
  const state = STATE_WORDS[node.state].label;
  if (!isFirst || chain.cause === null) return state;
  const attempt = node.state === "failed" && node.attempts !== null ? ` · attempt ${node.attempts}` : "";
  const kind =
    chain.cause.kind === "revision" || chain.cause.kind === "expression"
      ? ` · ${CAUSE_WORDS[chain.cause.kind].label.toLowerCase()}`
      : "";
  return `${state}${attempt}${kind} · root cause`;
}

function toTone(chain: Chain, node: GraphNode | undefined): string {
  if (node !== undefined) return HUE_TEXT[STATE_WORDS[node.state].hue];
  return HUE_TEXT[chain.cause === null ? "dim" : CAUSE_WORDS[chain.cause.kind].hue];
}

function toRemedy(kind: NonNullable<Chain["cause"]>["kind"], node: GraphNode | undefined) {
  if (node === undefined) return null;
  if (kind === "suspended") return { action: "resume", label: "Resume" } as const;
  if (kind === "failed" || kind === "revision") return { action: "reconcile", label: "Reconcile" } as const;
  return null;
}
