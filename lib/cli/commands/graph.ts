import { CLUSTER_OPTIONS, type Command, FILTER_OPTIONS, OUTPUT_OPTION } from "#lib/cli/command.ts";
import { writeGraphTree } from "#lib/cli/graph/write-tree.ts";
import { writeWaves } from "#lib/cli/graph/write-waves.ts";
import { filterGraph, readGraph, tellNotes } from "#lib/cli/read-graph.ts";

export const graph: Command = {
  name: "graph",
  summary: "List the order: wave by wave, or as a tree",
  about: [
    "Without a PATH the cluster is read. With files or folders, the order that the manifests describe.",
    "What is in one wave can go in parallel.",
  ],
  operand: { name: "PATH", least: 0, most: Number.POSITIVE_INFINITY, completes: "path" },
  options: {
    ...FILTER_OPTIONS,
    tree: { type: "boolean", about: "as a tree, from what depends on nothing to what depends on it" },
    ...CLUSTER_OPTIONS,
    output: OUTPUT_OPTION(["text", "json"]),
  },
  examples: [
    ["headwater graph", "the cluster, wave by wave"],
    ["headwater graph --state failed,blocked", "only what is in trouble"],
    ["headwater graph --tree ./clusters/production", "the order of manifests, as a tree"],
  ],
  async run(given, around) {
    const { terminal } = around;
    const reading = await readGraph(given.operands, given, around, ({ nodes }) => nodes);
    const snapshot = filterGraph(reading.snapshot, given);
    tellNotes(reading.notes, around);
    if (given.text("output") === "json") terminal.out(`${JSON.stringify(snapshot, null, 2)}\n`);
    else if (snapshot.nodes.length === 0) terminal.err("There is no Kustomization that fits.\n");
    else
      terminal.out(
        given.has("tree")
          ? writeGraphTree(snapshot, reading.origin, around)
          : writeWaves(snapshot, reading.origin, around),
      );
    return 0;
  },
};
