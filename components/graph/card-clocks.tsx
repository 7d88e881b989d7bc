"use client";

import { useCallback } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useNowSelector } from "#lib/client/use-now.ts";
import { formatSince } from "#lib/graph/format-time.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSentenceDetail, toStateSentence } from "./state-sentence.ts";
import { toMiddleLine, toProgress } from "./to-card-text.ts";

/** The parts of a card that the hour changes. Each renders again when what it says is another, not each second. */

/** Since when a node is in its state. */
export function CardAge({ since }: { readonly since: string | null }) {
  return <span className="graph-age">{useNowSelector(useCallback((now) => formatSince(since, now), [since]))}</span>;
}

/** How a node is, in a few words. */
export function SentenceLine({ node }: { readonly node: GraphNode }) {
  const select = useCallback((snapshot: Snapshot) => findSentenceDetail(node, indexSnapshot(snapshot)), [node]);
  const detail = useSnapshotSelector(select) ?? "";
  const text = useNowSelector(useCallback((now) => toStateSentence(node, detail, now), [node, detail]));
  return (
    <span className="graph-line graph-state" title={text}>
      {text}
    </span>
  );
}

/** The second line of a card whose sentence would not fit. */
export function MiddleLine({ node }: { readonly node: GraphNode }) {
  const text = useNowSelector(useCallback((now) => toMiddleLine(node, now), [node]));
  const isQuiet = node.state === "ready" && !node.behind;
  const at = text.indexOf(" · ") + 1;
  return (
    <span className={isQuiet ? "graph-line graph-second" : "graph-line graph-second graph-state"}>
      {at > 0 && <span className="graph-word">{text.slice(0, at)}·&nbsp;</span>}
      <span className="graph-rest">{at > 0 ? text.slice(at + 2) : text}</span>
    </span>
  );
}

/** How much of its time-out a node has used; nothing where that is not known. */
export function ProgressBar({ node }: { readonly node: GraphNode }) {
  const progress = useNowSelector(useCallback((now) => toProgress(node, now), [node]));
  if (progress === null) return null;
  return <span className="graph-progress" style={{ width: `${progress * 100}%` }} />;
}
