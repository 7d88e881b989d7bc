"use client";

import { ChevronDown, ChevronRight, CircleCheck } from "lucide-react";
import { useState } from "react";
import { Age } from "#components/ui/age.tsx";
import { BlocksPill } from "#components/ui/blocks-pill.tsx";
import { CountPill } from "#components/ui/count-pill.tsx";
import { CauseIcon } from "#components/ui/state-icon.tsx";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { Problem, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot, type SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";
import { OutlookLine } from "./outlook-line.tsx";
import { ProblemCard } from "./problem-card.tsx";
import { StateBar } from "./state-bar.tsx";
import { toHeadline } from "./to-headline.ts";
import { toOutlook } from "./to-outlook.ts";
import { toVerdict } from "./to-verdict.ts";
import { useSelect } from "./use-select.ts";
import { useShownProblems } from "./use-shown-problems.ts";
import { VerdictLines } from "./verdict-lines.tsx";

/** The problems on a phone: the worst open, the others one line each until they are pressed. */
export function ProblemListPhone() {
  const snapshot = useSnapshot();
  // Without a graph the face that says why stands alone.
  return snapshot === null || snapshot.nodes.length === 0 ? null : <ProblemList snapshot={snapshot} />;
}

function ProblemList({ snapshot }: { readonly snapshot: Snapshot }) {
  const index = indexSnapshot(snapshot);
  const [{ selected }] = useViewState();
  const select = useSelect();
  const shown = useShownProblems(snapshot.problems);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const worst = snapshot.problems[0];
  const toggle = (id: string) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <section aria-label="Problems" data-id="problems" className="px-3 pt-3">
      <header className="px-1">
        <h2 className="flex items-center gap-2 font-semibold text-[15px] leading-6">
          Problems <CountPill count={snapshot.problems.length} />
        </h2>
        <div className="mt-1.5 mb-2">
          <StateBar counts={snapshot.counts} />
        </div>
        <VerdictLines verdict={toVerdict(snapshot)} inline />
      </header>
      <ul className="mt-2.5 flex flex-col gap-2">
        {shown.map(({ problem, finishedAt }) => {
          const isOpen = toggled.has(problem.id) !== (problem === worst);
          return (
            <li key={problem.id}>
              {isOpen ? (
                <ProblemCard
                  problem={problem}
                  snapshot={snapshot}
                  isWorst={problem === worst}
                  isSelected={selected !== null && problem.nodes.includes(selected)}
                  isFinished={finishedAt !== null}
                  accent={problem === worst}
                  onSelect={() => {
                    const speaker = findSpeaker(problem, index);
                    if (speaker !== undefined) select(speaker.id, problem.nodes);
                  }}
                />
              ) : (
                <ProblemLine
                  problem={problem}
                  index={index}
                  isFinished={finishedAt !== null}
                  onOpen={() => toggle(problem.id)}
                />
              )}
              {isOpen && problem !== worst && (
                <button
                  type="button"
                  onClick={() => toggle(problem.id)}
                  className="flex h-11 w-full items-center justify-center gap-1 text-body text-fg-2"
                >
                  <ChevronDown aria-hidden size={16} className="rotate-180" /> Less
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ProblemLine({
  problem,
  index,
  isFinished,
  onOpen,
}: {
  readonly problem: Problem;
  readonly index: SnapshotIndex;
  readonly isFinished: boolean;
  readonly onOpen: () => void;
}) {
  const { title } = toHeadline(problem, index);
  return (
    <div
      data-id={`problem:${problem.id}`}
      className="relative flex min-h-[50px] items-center gap-3 rounded-phone border border-line bg-card px-3.5 py-1"
    >
      {isFinished ? (
        <CircleCheck aria-hidden size={16} className="shrink-0 text-good" />
      ) : (
        <CauseIcon kind={problem.kind} />
      )}
      <div className="min-w-0 flex-1">
        <h3 className="flex items-baseline gap-1.5 text-sentence">
          <button
            type="button"
            aria-expanded={false}
            onClick={onOpen}
            className="min-w-0 truncate font-semibold after:absolute after:inset-0"
          >
            {title}
          </button>
          {isFinished ? (
            <span className="text-body text-good">Cleared</span>
          ) : (
            <Age since={problem.since} className="shrink-0 text-body text-fg-3" />
          )}
        </h3>
        {!isFinished && <OutlookLine outlook={toOutlook(problem, index)} bare />}
      </div>
      <BlocksPill count={problem.blocked.length} plain />
      <ChevronRight aria-hidden size={18} className="shrink-0 text-fg-2" />
    </div>
  );
}
