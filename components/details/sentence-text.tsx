"use client";

import { useSelect } from "#components/problems/use-select.ts";
import { formatElapsed, formatSince } from "#lib/client/format-time.ts";
import { useNow } from "#lib/client/use-now.ts";
import { shortenRevision } from "#lib/flux/revision.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import type { Phrase, Sentence } from "./sentence.ts";

/** A sentence with its clocks running and its names to go to; a name that is no node of the graph is only bold. */
export function SentenceText({ sentence, index }: { readonly sentence: Sentence; readonly index: SnapshotIndex }) {
  // A sentence is made anew as a whole, so a place in it is as good a key as any.
  const placed = sentence.map((phrase, place) => ({ phrase, key: String(place) }));
  return placed.map(({ phrase, key }) => <PhraseText key={key} phrase={phrase} index={index} />);
}

function PhraseText({ phrase, index }: { readonly phrase: Phrase; readonly index: SnapshotIndex }) {
  const select = useSelect();
  if (typeof phrase === "string") return phrase;
  switch (phrase.kind) {
    case "node":
      return index.nodes.has(phrase.id) ? (
        <button
          type="button"
          className="font-semibold hover:text-accent hover:underline"
          onClick={() => select(phrase.id)}
        >
          {phrase.name}
        </button>
      ) : (
        <b className="font-semibold">{phrase.name}</b>
      );
    case "revision":
      return (
        <code className="font-mono text-[0.93em]" title={phrase.revision}>
          {shortenRevision(phrase.revision)}
        </code>
      );
    default:
      return <PhraseTime phrase={phrase} />;
  }
}

function PhraseTime({ phrase }: { readonly phrase: Extract<Phrase, { since: string }> }) {
  const now = useNow();
  const text =
    phrase.kind === "elapsed" ? formatElapsed(now - Date.parse(phrase.since)) : formatSince(phrase.since, now);
  return (
    <time dateTime={phrase.since} className="whitespace-nowrap">
      {phrase.kind === "ago" ? `${text} ago` : text}
    </time>
  );
}
