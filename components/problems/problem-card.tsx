"use client";

import { CircleCheck, Lightbulb, MessageSquareText } from "lucide-react";
import { memo } from "react";
import { ActionNote } from "#components/details/action-note.tsx";
import { Age } from "#components/ui/age.tsx";
import { BlocksPill } from "#components/ui/blocks-pill.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { CauseIcon } from "#components/ui/state-icon.tsx";
import { serverClock } from "#lib/client/server-clock.ts";
import type { Problem, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { ControllerWords } from "./controller-words.tsx";
import { findSpeaker } from "./find-speaker.ts";
import { OutlookLine } from "./outlook-line.tsx";
import { RemedyButton } from "./remedy-button.tsx";
import { toCardAdvice } from "./to-card-advice.ts";
import { toHeadline } from "./to-headline.ts";
import { toIncidentText } from "./to-incident-text.ts";
import { toNodeLink } from "./to-node-link.ts";
import { toOutlook } from "./to-outlook.ts";
import { toRemedy } from "./to-remedy.ts";

interface CardProps {
  readonly problem: Problem;
  readonly snapshot: Snapshot;
  readonly isWorst: boolean;
  readonly isSelected: boolean;
  /** Gone from the cluster, and shown ticked for a moment. */
  readonly isFinished: boolean;
  readonly onSelect: () => void;
  /** Borders the card in the red of what wants attention, as on a phone. */
  readonly accent?: boolean;
}

/** One root cause: what, since when, in whose words, what happens next, the one thing to do, and how many it holds up. */
export const ProblemCard = memo(function ProblemCard({
  problem,
  snapshot,
  isWorst,
  isSelected,
  isFinished,
  onSelect,
  accent = false,
}: CardProps) {
  const index = indexSnapshot(snapshot);
  const { title, where, what } = toHeadline(problem, index, snapshot.cycles);
  const remedy = toRemedy(problem, index);
  const advice = toCardAdvice(problem);
  const [target] = remedy.kind === "act" ? remedy.request.targets : [];
  return (
    <article
      data-id={`problem:${problem.id}`}
      aria-current={isSelected || undefined}
      className={classNames(
        "relative grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 rounded-panel border bg-card px-[11px] py-[9px] transition-[border-color,opacity] duration-[120ms] max-desk:gap-x-3 max-desk:rounded-phone max-desk:p-3",
        isSelected
          ? "border-accent ring-1 ring-accent"
          : accent
            ? "border-act-line"
            : "border-line hover:border-line-strong",
        isFinished && "opacity-70",
      )}
    >
      <span className="mt-0.5">
        {isFinished ? <CircleCheck aria-hidden size={16} className="text-good" /> : <CauseIcon kind={problem.kind} />}
      </span>
      <div className="min-w-0">
        <div className="flex items-baseline gap-2">
          <h3 className="min-w-0 flex-1 font-semibold text-fg text-sentence">
            <button
              type="button"
              onClick={onSelect}
              className="block max-w-full truncate text-left after:absolute after:inset-0 after:rounded-panel"
            >
              {title}
            </button>
          </h3>
          {isFinished ? (
            <span className="font-medium text-good text-small">Cleared</span>
          ) : (
            <Age since={problem.since} className="shrink-0 text-body text-fg-3" />
          )}
        </div>
        <p className="line-clamp-3 text-fg text-small leading-[18px] max-desk:text-body" title={what}>
          {where !== "" && <span className="text-fg-2">{where} · </span>}
          {what}
        </p>
        {!isFinished && (
          <>
            <ControllerWords words={problem.words} className="mt-1" />
            <div className="mt-[5px]">
              <OutlookLine outlook={toOutlook(problem, index)} />
            </div>
            {advice !== "" && (
              <div className="mt-[5px] flex items-start gap-2 text-body text-fg max-desk:leading-[18px]">
                <Lightbulb aria-hidden size={14} className="mt-[3px] shrink-0 text-fg-3" />
                <p data-id="advice" className="line-clamp-4 min-w-0 break-words" title={advice}>
                  {advice}
                </p>
              </div>
            )}
            <div className="mt-[7px] flex items-center justify-between gap-2 max-desk:mt-2.5">
              <div className="relative z-10 flex items-center gap-1">
                <RemedyButton remedy={remedy} isWorst={isWorst} />
                <CopyButton
                  text={() => {
                    const shown = findSpeaker(problem, index)?.id ?? problem.nodes[0];
                    const link = shown === undefined ? window.location.href : toNodeLink(shown);
                    return toIncidentText(problem, snapshot, link, serverClock.toServerTime(Date.now()));
                  }}
                  label="Copy as text for a chat"
                  data-id="copy-incident"
                  icon={<MessageSquareText aria-hidden size={14} />}
                />
              </div>
              <BlocksPill count={problem.blocked.length} plain words />
            </div>
            {target !== undefined && <ActionNote target={target} className="mt-2" />}
          </>
        )}
      </div>
    </article>
  );
}, isSameCard);

/** A card says again what it said for as long as its problem and the node that tells of it are the same. */
function isSameCard(before: CardProps, next: CardProps): boolean {
  const { problem } = next;
  return (
    before.problem === problem &&
    before.snapshot.cycles === next.snapshot.cycles &&
    // What these say depends on nodes that they do not name.
    problem.kind !== "missing" &&
    problem.kind !== "source" &&
    findSpeaker(problem, indexSnapshot(before.snapshot)) === findSpeaker(problem, indexSnapshot(next.snapshot)) &&
    before.isWorst === next.isWorst &&
    before.isSelected === next.isSelected &&
    before.isFinished === next.isFinished &&
    before.accent === next.accent
  );
}
