"use client";

import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { CountPill } from "#components/ui/count-pill.tsx";
import { Skeleton } from "#components/ui/face.tsx";
import type { MainFace } from "#lib/client/main-face.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useMainFace } from "#lib/client/use-main-face.ts";
import { useSettled } from "#lib/client/use-settled.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";
import { ProblemCard } from "./problem-card.tsx";
import { ProgressList } from "./progress-list.tsx";
import { StateBar } from "./state-bar.tsx";
import { toCriticalWords } from "./to-critical-words.ts";
import { toVerdict } from "./to-verdict.ts";
import { useSelect } from "./use-select.ts";
import { useShownProblems } from "./use-shown-problems.ts";
import { VerdictLines } from "./verdict-lines.tsx";

/** More cards than this are asked for, so that a fleet in flames still opens at once. */
const SHOWN = 30;
/** So many fill the column; the others come right after, without holding up the graph. */
const SHOWN_FIRST = 6;

/** The answer: what holds up which revision, one card a root cause, worst first, and what is moving. */
export function ProblemsColumn() {
  const snapshot = useSnapshot();
  const face = useMainFace();
  return (
    <section
      aria-label="Problems"
      data-id="problems"
      className="relative flex h-full min-h-0 flex-col overflow-y-auto bg-surface"
    >
      {snapshot === null || face?.kind === "loading" ? (
        <ProblemsLoading />
      ) : face === null ? (
        <Problems snapshot={snapshot} />
      ) : (
        <NoneKnown face={face} />
      )}
    </section>
  );
}

function Problems({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <>
      <header className="px-4 pt-3 pb-2">
        <h2 className="flex items-center gap-2 font-semibold text-sentence">
          Problems <CountPill count={snapshot.problems.length} className="text-small" />
        </h2>
        <div className="mt-2 mb-2">
          <StateBar counts={snapshot.counts} />
        </div>
        <VerdictLines verdict={toVerdict(snapshot)} ahead={toCriticalWords(snapshot.ahead)} />
      </header>
      <ProblemCards snapshot={snapshot} />
      <div className="px-4 pt-4 pb-4">
        <ProgressList />
      </div>
    </>
  );
}

function ProblemCards({ snapshot }: { readonly snapshot: Snapshot }) {
  const index = indexSnapshot(snapshot);
  const [{ selected }] = useViewState();
  const select = useSelect();
  const shown = useShownProblems(snapshot.problems);
  const [isWhole, setWhole] = useState(false);
  const isSettled = useSettled();
  const listed = isWhole ? shown : shown.slice(0, isSettled ? SHOWN : SHOWN_FIRST);
  const worst = snapshot.problems[0];
  return (
    <div className="flex flex-col gap-2 px-2">
      {listed.map(({ problem, finishedAt }) => (
        <ProblemCard
          key={problem.id}
          problem={problem}
          snapshot={snapshot}
          isWorst={problem === worst}
          isSelected={selected !== null && problem.nodes.includes(selected)}
          isFinished={finishedAt !== null}
          onSelect={() => {
            const speaker = findSpeaker(problem, index);
            if (speaker !== undefined) select(speaker.id, [...problem.nodes, ...problem.blocked]);
          }}
        />
      ))}
      {shown.length > listed.length && (
        <button type="button" className="h-7 text-accent text-body hover:underline" onClick={() => setWhole(true)}>
          Show {shown.length - listed.length} more
        </button>
      )}
      {shown.length === 0 && snapshot.nodes.length > 0 && <NoProblems />}
    </div>
  );
}

const NONE_KNOWN: Readonly<Record<Exclude<MainFace["kind"], "loading">, string>> = {
  unreachable: "Not known while Headwater does not answer.",
  disconnected: "Not known while the cluster cannot be reached.",
  forbidden: "Not known while no Kustomization may be read.",
  "not-installed": "There is no Flux here that could have any.",
  error: "Not known while the cluster cannot be read.",
  empty: "No Kustomizations yet.",
};

/** Where there is no graph, its place says why at length; here is only what that means for the problems. */
function NoneKnown({ face }: { readonly face: MainFace }) {
  return (
    <header data-id="problems-unknown" className="px-4 pt-3 pb-2">
      <h2 className="font-semibold text-sentence">Problems</h2>
      {face.kind !== "loading" && <p className="mt-2 text-fg-2">{NONE_KNOWN[face.kind]}</p>}
    </header>
  );
}

function NoProblems() {
  return (
    <div data-id="no-problems" className="flex items-center gap-3 rounded-panel border border-line bg-card p-3">
      <CircleCheck aria-hidden size={16} className="shrink-0 text-good" />
      <p className="text-body text-fg-2">Nothing is held up. What fails or blocks appears here.</p>
    </div>
  );
}

function ProblemsLoading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-5 w-24" />
      <Skeleton className="h-1.5 w-full" />
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
