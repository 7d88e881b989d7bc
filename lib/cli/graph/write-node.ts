import type { Surroundings } from "#lib/cli/command.ts";
import { describeState } from "#lib/cli/describe-node.ts";
import { toShortName } from "#lib/cli/names.ts";
import { STATE_SIGNS, toSign } from "#lib/cli/signs.ts";
import type { Origin } from "#lib/export/export-graph.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/** A node in one line: sign, name, and what there is to say of it; of a manifest only what it says itself. */
export function writeNode(node: GraphNode, origin: Origin, around: Surroundings, width = 0): string {
  const { paint, terminal, clock } = around;
  const { colour } = STATE_SIGNS[node.state];
  const isPlanned = origin === "manifests" && node.state === "unknown";
  const sign = isPlanned ? "" : `${paint(colour, toSign(node.state, terminal))} `;
  const name = toShortName(node.id);
  const words = isPlanned || node.state === "ready" ? "" : paint(colour, describeState(node, clock.now()));
  const marks = [
    node.state === "ready" && node.behind ? "behind its source" : "",
    node.inCycle ? paint("red", "in a cycle") : "",
    node.blocks.now > 0 ? paint("bold", `blocks ${node.blocks.now}`) : "",
  ];
  const rest = [words, ...marks].filter((part) => part !== "").join("  ");
  return rest === "" ? `${sign}${name}` : `${sign}${name.padEnd(width)}  ${rest}`;
}
