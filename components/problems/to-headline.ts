import type { Cycle, GraphNode, Problem } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { toFailureWords } from "./failure-words.ts";
import { findSpeaker } from "./find-speaker.ts";

/** A longer loop is no longer seen as one in a line. */
const MOST_IN_RING = 5;

/** What a problem's card says at its head: a title, where it is, and what is wrong. */
export interface Headline {
  readonly title: string;
  readonly where: string;
  readonly what: string;
}

/** Says what a problem is, in our words; a node that is out of sight goes by its id. */
export function toHeadline(problem: Problem, index: SnapshotIndex, cycles: readonly Cycle[] = []): Headline {
  const names = problem.nodes.map((id) => toShortName(id));
  const node = findSpeaker(problem, index);
  const where = [...new Set(names.map(({ namespace }) => namespace))].join(", ");
  const others = names.length > 1 ? ` and ${names.length - 1} more` : "";
  const title = `${names[0]?.name ?? "Something"}${others}`;
  const members = names.map(({ name }) => name).join(", ");

  switch (problem.kind) {
    case "cycle":
      return names.length === 1
        ? { title, where, what: "Depends on itself" }
        : { title: `Cycle of ${names.length}`, where, what: toRing(problem, cycles) ?? members };
    case "frozen":
      return { title: toFrozenTitle(node), where, what: toFrozenWords(problem, names) };
    default:
      return { title, where, what: toWhat(problem, node) };
  }
}

function toFrozenTitle(node: GraphNode | undefined): string {
  return node?.source == null ? "Frozen source" : `${toShortName(node.source).name} is frozen`;
}

function toFrozenWords({ behind = [] }: Problem, members: readonly { readonly name: string }[]): string {
  const [first, ...others] = members.map(({ name }) => name);
  const cycle =
    others.length === 0 ? `${first} depends on itself` : `${joinNames([first ?? "", ...others])} wait for each other`;
  const left =
    behind.length === 0 ? "" : `; ${behind.length} ready ${behind.length === 1 ? "one is" : "ones are"} left behind`;
  return `Its new revisions are not pushed: ${cycle}${left}`;
}

/** The members in the order of the loop, and round again; null where it is not known or too long to be read. */
function toRing({ nodes }: Problem, cycles: readonly Cycle[]): string | null {
  const loop = cycles.find(({ nodes: members }) => members.join("\n") === nodes.join("\n"))?.loop;
  if (loop === undefined || loop.length !== nodes.length || loop.length > MOST_IN_RING) return null;
  return `${loop.map((id) => toShortName(id).name).join(" → ")} ↺`;
}

function toWhat(problem: Problem, node: GraphNode | undefined): string {
  switch (problem.kind) {
    case "failed":
    case "source":
      return node === undefined ? problem.headline || "Failed" : toFailureWords(node).headline;
    case "suspended":
      return node?.behind === true ? "Suspended, behind its source" : "Suspended";
    case "missing":
      return "Does not exist";
    case "terminating":
      return "Being deleted";
    case "hidden":
      return "Exists, not yours to see";
    case "revision":
      return "Ready, at an older revision";
    case "expression":
      return "Its readyExpr does not hold";
    case "waiting":
      return "Still progressing";
    default:
      return problem.headline;
  }
}
