"use client";

import { TriangleAlert } from "lucide-react";
import { ControllerWords } from "#components/problems/controller-words.tsx";
import { findSpeaker } from "#components/problems/find-speaker.ts";
import { Countdown, CountdownRing } from "#components/ui/countdown.tsx";
import { formatInterval } from "#lib/graph/format-time.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot, type SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findClocks } from "./find-clocks.ts";
import { findFrozenWarning } from "./find-frozen-warning.ts";
import { findSuspendedWarning } from "./find-suspended-warning.ts";
import { SentenceText } from "./sentence-text.tsx";
import { toSentence } from "./to-sentence.ts";

/** Why it is as it is, the cause first: our sentence, the controller's words, and the clocks that run. */
export function WhyCard({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const index = indexSnapshot(snapshot);
  const clocks = findClocks(node, index);
  const words = findWords(node, index);
  const warnings = [findFrozenWarning(node, snapshot), findSuspendedWarning(node, index)];
  return (
    <div data-id="why" className="rounded-panel border border-line bg-card px-3 py-2.5">
      <p className="text-fg text-sentence">
        <SentenceText sentence={toSentence(node, index)} index={index} />
      </p>
      <ControllerWords words={words} className="mt-1" />
      {warnings
        .filter((warning) => warning !== null)
        .map((warning) => (
          <p key={warning} data-id="warning" className="mt-1.5 flex items-start gap-2 text-body text-fg-2">
            <TriangleAlert aria-hidden size={14} className="mt-[3px] shrink-0 text-wait" />
            <span className="min-w-0 break-words">{warning}</span>
          </p>
        ))}
      {clocks.length > 0 && (
        <ul className="mt-1 flex flex-col">
          {clocks.map(({ id, name, verb, next }) => (
            <li key={id} className="flex items-center gap-2 text-body text-fg-2">
              <CountdownRing next={next} />
              <span className="min-w-0">
                <span className="text-fg">{name}</span> {verb} <Countdown next={next} className="font-medium text-fg" />
                {next.what === "dependency-check" && next.every !== null && ` (every ${formatInterval(next.every)})`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Of a blocked node the words of its cause tell more than its own, which name one blocker and hide the others. */
function findWords(node: GraphNode, index: SnapshotIndex): string {
  const [cause] = node.causes;
  if (node.state === "unknown" || node.state === "missing" || node.state === "hidden") return "";
  if (node.reason === "ReconciliationSucceeded") return "";
  if (node.state !== "blocked" || cause === undefined) return node.state === "ready" ? "" : node.message;
  if (cause.kind !== "failed" && cause.kind !== "source") return node.message;
  return findSpeaker(cause, index)?.message || node.message;
}
