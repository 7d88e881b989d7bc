import type { Surroundings } from "#lib/cli/command.ts";
import { describeAhead, describeNext, describeState } from "#lib/cli/describe-node.ts";
import { drawTree } from "#lib/cli/draw-tree.ts";
import { toShortName } from "#lib/cli/names.ts";
import type { ToldCause } from "#lib/cli/problems/tell-problem.ts";
import { writeCause } from "#lib/cli/problems/write-cause.ts";
import { STATE_SIGNS, toSign, toTreeLines } from "#lib/cli/signs.ts";
import { toPlainText } from "#lib/cli/terminal.ts";
import { formatSince } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { WhyLine } from "./build-why-tree.ts";

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
  const close = node.state === "ready" || isBlocked ? [`${toShortName(node.id)} ${next}.`, ...describeAhead(node)] : [];
  return `${[
    head,
    ...(causes.length > 0 ? [] : own),
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
        edge !== null && (edge.rule === "expression" || edge.rule === "revision") && edge.why !== ""
          ? `\n${paint("dim", toPlainText(edge.why))}`
          : "";
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
