import type { Surroundings } from "#lib/cli/command.ts";
import { describeAgo, describeAttempts, describeNext, describeState } from "#lib/cli/describe-node.ts";
import { drawTree } from "#lib/cli/draw-tree.ts";
import { joinSome, toShortName } from "#lib/cli/names.ts";
import { STATE_SIGNS, toCauseState, toSign, toTreeLines } from "#lib/cli/signs.ts";
import { toPlainText } from "#lib/cli/terminal.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { formatSince } from "#lib/graph/format-time.ts";
import type { Cause, Cycle, GraphNode, NextStep, Problem, Snapshot } from "#lib/graph/model.ts";
import { NOTHING } from "#lib/graph/next-step.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import type { WhyLine } from "./build-why-tree.ts";

/** A root cause as it is told. */
export interface ToldCause {
  readonly kind: Problem["kind"];
  readonly nodes: readonly ObjectId[];
  readonly headline: string;
  /** The controller's own. */
  readonly words: string;
  readonly since: string | null;
  readonly next: NextStep;
  readonly blocked: number;
  readonly attempts: number | null;
  /** What undoes a cycle; else null. */
  readonly cut: Cycle["cut"] | null;
}

/** Gathers what is known of each cause of a node: from its problem, or for what is none (yet) from the nodes. */
export function tellCauses(node: GraphNode, snapshot: Snapshot, index: SnapshotIndex): readonly ToldCause[] {
  const problems = new Map(snapshot.problems.map((problem) => [toKey(problem), problem]));
  const own: readonly Cause[] =
    node.state === "failed" && node.causes.length === 0 ? [{ kind: "failed", nodes: [node.id] }] : node.causes;
  return own.map((cause) => {
    const members = cause.nodes.flatMap((id) => index.nodes.get(id) ?? []);
    const problem = problems.get(toKey(cause));
    const cycle = cause.kind === "cycle" ? snapshot.cycles.find((one) => one.nodes[0] === cause.nodes[0]) : undefined;
    return {
      kind: cause.kind,
      nodes: cause.nodes,
      headline: problem?.headline ?? toPassingHeadline(cause),
      words: problem?.words ?? members[0]?.message ?? "",
      since: problem?.since ?? members[0]?.since ?? null,
      next: problem?.next ?? NOTHING,
      blocked: problem?.blocked.length ?? 0,
      attempts: members[0]?.attempts ?? null,
      cut: cycle?.cut ?? null,
    };
  });
}

function toKey({ kind, nodes }: Pick<Problem, "kind" | "nodes">): string {
  return `${kind} ${nodes.join(" ")}`;
}

/** What is no problem, or none yet, passes by itself. */
function toPassingHeadline({ kind, nodes }: Cause): string {
  const names = joinSome(nodes, 3);
  return kind === "waiting" ? `${names} is being worked on` : `${names} is not at its source's revision yet`;
}

/** Writes why a node is as it is: the causes first, then the way to each, then what the node itself does next. */
export function writeWhy(
  node: GraphNode,
  causes: readonly ToldCause[],
  lines: readonly WhyLine[],
  around: Surroundings,
): string {
  const { paint, clock } = around;
  const now = clock.now();
  const name = paint("bold", toShortName(node.id));
  const head = `${name}  ${paintState(node, describeState(node, now), around)}`;
  const own = node.message === "" || node.state === "ready" ? [] : [`  ${paint("dim", toPlainText(node.message))}`];
  const isBlocked = node.state === "blocked";
  const next = describeNext(node.next, now);
  const close = node.state === "ready" || isBlocked ? [`${toShortName(node.id)} ${next}.`] : [];
  return `${[
    head,
    ...(isBlocked && causes.length > 0 ? [] : own),
    ...(causes.length === 0 && isBlocked ? ["  Nothing holds it up any more."] : []),
    ...(causes.length === 0 ? [] : ["", ...causes.flatMap((cause) => writeCause(cause, around))]),
    ...(lines.length < 2
      ? []
      : [
          "",
          ...drawTree(
            lines.map((line) => ({ depth: line.depth, text: writeLine(line, around) })),
            toTreeLines(around.terminal),
          ),
        ]),
    ...(close.length === 0 ? [] : ["", ...close]),
  ].join("\n")}\n`;
}

function writeCause(cause: ToldCause, { paint, clock, terminal }: Surroundings): readonly string[] {
  const now = clock.now();
  const state = toCauseState(cause.kind);
  const { colour } = STATE_SIGNS[state];
  const facts = [
    cause.kind === "cycle" ? "" : joinSome(cause.nodes, 3),
    describeAgo(cause.since, now),
    cause.blocked > 0 ? `blocks ${cause.blocked}` : "",
  ].filter((fact) => fact !== "");
  return [
    `${paint(colour, toSign(state, terminal))} ${paint("bold", toPlainText(cause.headline))}  ${paint("dim", facts.join(" · "))}`,
    ...(cause.words === "" ? [] : [`  ${toPlainText(cause.words)}`]),
    `  ${toOutlook(cause, now)}`,
  ];
}

function toOutlook({ kind, next, cut, attempts }: ToldCause, now: number): string {
  switch (kind) {
    case "cycle":
      return `Never clears by itself. ${cut?.why ?? ""}`.trimEnd();
    case "suspended":
      return "Stays until someone resumes it.";
    case "missing":
      return "Clears when someone creates it, or takes it out of the dependsOn.";
    case "terminating":
      return "Ends when its objects are gone.";
    case "hidden":
      return "Ask someone who may see it.";
    case "revision":
      return "Moves on at its interval.";
    case "expression":
      return "Looked at again every 30 s.";
    case "waiting":
      return "Clears when it is ready.";
    default: {
      const tried = describeAttempts({ attempts });
      const words = describeNext(next, now);
      const sentence = words.charAt(0).toUpperCase() + words.slice(1);
      return `${tried === "" ? "" : `${tried}. `}${sentence}.`;
    }
  }
}

function writeLine(line: WhyLine, around: Surroundings): string {
  const { paint, clock } = around;
  switch (line.kind) {
    case "left-out":
      return paint("dim", `… ${line.count} more`);
    case "source":
      return `${paint("red", toSign("failed", around.terminal))} ${toShortName(line.id)}`;
    case "seen":
      return `${writeName(line.node, around)}  ${paint("dim", "(above)")}`;
    case "back":
      return `${writeName(line.node, around)}  ${paint("red", "and so round again: a cycle")}`;
    case "node": {
      const { node, edge, isCause } = line;
      const now = clock.now();
      const words =
        edge !== null && edge.rule !== "readiness" && edge.why !== "" ? `\n${paint("dim", toPlainText(edge.why))}` : "";
      const mark = isCause && node.state !== "progressing" ? `  ${paint("bold", "root cause")}` : "";
      const age =
        node.state === "blocked" ? `Blocked ${formatSince(node.since, now)}`.trimEnd() : describeState(node, now);
      return `${writeName(node, around)}  ${paintState(node, age, around)}${mark}${words}`;
    }
  }
}

function writeName(node: GraphNode, { paint, terminal }: Surroundings): string {
  return `${paint(STATE_SIGNS[node.state].colour, toSign(node.state, terminal))} ${toShortName(node.id)}`;
}

function paintState({ state }: GraphNode, words: string, { paint }: Surroundings): string {
  return paint(STATE_SIGNS[state].colour, words);
}
