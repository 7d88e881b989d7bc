import { CLUSTER_OPTIONS, type Command, FILTER_OPTIONS, OUTPUT_OPTION } from "#lib/cli/command.ts";
import { writeProblems } from "#lib/cli/problems/write-problems.ts";
import { filterGraph, readGraph, tellNotes } from "#lib/cli/read-graph.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

export const problems: Command = {
  name: "problems",
  summary: "List what holds the rollout up, worst first: one problem a root cause",
  about: ["Exit code 0; with --fail, 1 when there is a problem. 2 when the cluster cannot be read."],
  operand: null,
  options: {
    namespace: FILTER_OPTIONS.namespace,
    fail: { type: "boolean", about: "exit with 1 when there is a problem" },
    ...CLUSTER_OPTIONS,
    output: OUTPUT_OPTION(["text", "json"]),
  },
  examples: [
    ["headwater problems", "what is wrong, and what waits for it?"],
    ["headwater problems --fail --context production", "in a script, after a rollout"],
    ["headwater problems -o json | jq '.problems[0].headline'", "the worst, for a script"],
  ],
  async run(given, around) {
    const reading = await readGraph([], given, around, findSpeakers);
    const snapshot = filterGraph(reading.snapshot, given);
    tellNotes(reading.notes, around);
    const { at, counts } = snapshot;
    if (given.text("output") === "json") {
      const body = { schema: 1, at, problems: snapshot.problems, cycles: snapshot.cycles, counts };
      around.terminal.out(`${JSON.stringify(body, null, 2)}\n`);
    } else around.terminal.out(writeProblems(snapshot, around));
    return given.has("fail") && snapshot.problems.length > 0 ? 1 : 0;
  },
};

function findSpeakers(snapshot: Snapshot): readonly GraphNode[] {
  const { nodes } = indexSnapshot(snapshot);
  return snapshot.problems.flatMap((problem) => problem.nodes.flatMap((id) => nodes.get(id) ?? []));
}
