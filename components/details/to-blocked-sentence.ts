import { toFailureWords } from "#components/problems/failure-words.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cause, GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { ifKnown, type Phrase, type Sentence } from "./sentence.ts";

const NAMED_CAUSES = 2;

/** Says what a blocked node waits for: its root causes, or, while none is known, what holds it up directly. */
export function toBlockedSentence(node: GraphNode, index: SnapshotIndex): Sentence {
  const own = node.causes.find((cause) => cause.kind === "cycle" && cause.nodes.includes(node.id));
  const others = node.causes.filter((cause) => cause !== own);
  const named = others.slice(0, NAMED_CAUSES);
  const rest = others.length - named.length;
  const waits = named.flatMap((cause, place): readonly Phrase[] => [
    place === 0 ? "Waiting for " : ", and for ",
    ...toClause(cause, index),
  ]);
  if (rest > 0) waits.push(`, and for ${rest} more`);
  if (waits.length > 0) waits.push(".");
  if (own !== undefined) return [...toOwnCycle(node, own), ...(waits.length > 0 ? [" ", ...waits] : [])];
  return waits.length > 0 ? waits : toDirect(node, index);
}

function toOwnCycle(node: GraphNode, cycle: Cause): Sentence {
  const others = cycle.nodes.filter((id) => id !== node.id);
  if (others.length === 0) return ["It depends on itself, which never clears by itself."];
  return ["Waiting in a cycle with ", ...toList(others), ", which never clears by itself."];
}

function toDirect(node: GraphNode, index: SnapshotIndex): Sentence {
  const edges = index.dependencies.get(node.id) ?? [];
  const holding = edges.filter((edge) => edge.state !== "satisfied").map((edge) => edge.from);
  if (holding.length > 0) return ["Waiting for ", ...toList(holding), "."];
  return ["What it depends on is ready by now; it goes on when it looks again."];
}

function toClause(cause: Cause, index: SnapshotIndex): readonly Phrase[] {
  if (cause.kind === "cycle") return ["a cycle of ", ...toList(cause.nodes), ", which never clears by itself"];
  const [first] = cause.nodes;
  if (first === undefined) return ["something out of sight"];
  const node = index.nodes.get(first);
  return [...toList(cause.nodes), ...(node === undefined ? toUnseen(cause) : toTrouble(cause, node))];
}

/** A cause that is no node of the graph, such as a source. */
function toUnseen(cause: Cause): readonly Phrase[] {
  return cause.kind === "source" ? [", a source that is not ready"] : [];
}

function toTrouble(cause: Cause, node: GraphNode): readonly Phrase[] {
  switch (cause.kind) {
    case "failed":
    case "source": {
      const failed = [`, which ${toFailureWords(node).clause}`, ...ifKnown(node.since, " ", "ago")];
      return node.retrying ? [...failed, " and is trying again now"] : failed;
    }
    case "suspended":
      return [node.behind ? ", which is suspended and behind its source" : ", which is suspended"];
    case "missing":
      return [", which does not exist"];
    case "terminating":
      return [", which is being deleted"];
    case "revision":
      return node.revision.applied === null
        ? [", which is at an older revision"]
        : [", which is still at ", { kind: "revision", revision: node.revision.applied }];
    case "expression":
      return [", for which the readyExpr does not hold"];
    case "hidden":
      return [", which you may not see"];
    case "waiting":
      return [", which is still progressing"];
    case "cycle":
      return [];
  }
}

function toList(ids: readonly ObjectId[]): readonly Phrase[] {
  const most = 3;
  const shown = ids.length > most ? ids.slice(0, most - 1) : ids;
  const hidden = ids.length - shown.length;
  return shown.flatMap((id, place): readonly Phrase[] => {
    const isLast = place === shown.length - 1;
    const before = place === 0 ? [] : [isLast && hidden === 0 ? " and " : ", "];
    const after = isLast && hidden > 0 ? [` and ${hidden} more`] : [];
    return [...before, { kind: "node", id, name: toShortName(id).name }, ...after];
  });
}
