"use client";

import { useSelect } from "#components/problems/use-select.ts";
import { useNow } from "#lib/client/use-now.ts";
import { shortenRevision } from "#lib/flux/revision.ts";
import { formatElapsed, formatSince } from "#lib/graph/format-time.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import type { Phrase, Sentence } from "./sentence.ts";

/** A sentence with its clocks running and its names to go to; a name that is no node of the graph is only bold. */
export function SentenceText({ sentence, index }: { readonly sentence: Sentence; readonly index: SnapshotIndex }) {
  // A sentence is made anew as a whole, so a place in it is as good a key as any.
  const placed = keepPunctuation(sentence).map((phrase, place) => ({ phrase, key: String(place) }));
  return placed.map(({ phrase, key }) => <PhraseText key={key} phrase={phrase} index={index} />);
}

type PlacedPhrase = Phrase | { readonly kind: "closed"; readonly phrase: Phrase; readonly mark: string };

/** A line may break after a button, and would leave a comma at the start of the next. */
function keepPunctuation(sentence: Sentence): readonly PlacedPhrase[] {
  return sentence.map((phrase, place) => {
    if (typeof phrase === "string") return isNode(sentence[place - 1]) ? phrase.replace(/^[,.;?]/, "") : phrase;
    const after = sentence[place + 1];
    const mark = typeof after === "string" ? /^[,.;?]/.exec(after)?.[0] : undefined;
    return isNode(phrase) && mark !== undefined ? { kind: "closed", phrase, mark } : phrase;
  });
}

function isNode(phrase: Phrase | undefined): boolean {
  return typeof phrase === "object" && phrase.kind === "node";
}

function PhraseText({ phrase, index }: { readonly phrase: PlacedPhrase; readonly index: SnapshotIndex }) {
  const select = useSelect();
  if (typeof phrase === "string") return phrase;
  switch (phrase.kind) {
    case "closed":
      return (
        <span className="whitespace-nowrap">
          <PhraseText phrase={phrase.phrase} index={index} />
          {phrase.mark}
        </span>
      );
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
