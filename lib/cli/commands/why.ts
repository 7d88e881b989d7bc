import { CLUSTER_OPTIONS, type Command, OUTPUT_OPTION, toClusterAddress } from "#lib/cli/command.ts";
import { findNamed } from "#lib/cli/names.ts";
import { tellCauses } from "#lib/cli/problems/tell-problem.ts";
import { readCluster } from "#lib/cli/read-cluster.ts";
import { tellNotes } from "#lib/cli/read-graph.ts";
import { buildWhyTree, type WhyLine } from "#lib/cli/why/build-why-tree.ts";
import { writeWhy } from "#lib/cli/why/write-why.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

export const why: Command = {
  name: "why",
  summary: "Say why a Kustomization waits or fails: the tree from it to its causes",
  about: [
    "NAME is a name, namespace/name, or an id such as Kustomization/apps/web. The cluster is read once, by your",
    "kubeconfig: Kustomizations and their sources. Exit code 0 when there is an answer, 2 when there is none.",
  ],
  operand: { name: "NAME", least: 1, most: 1, completes: "nothing" },
  options: {
    namespace: { type: "string", short: "n", value: "NAME", about: "the namespace of NAME, where several have one" },
    ...CLUSTER_OPTIONS,
    all: { type: "boolean", about: "the whole tree, however long" },
    output: OUTPUT_OPTION(["text", "json"]),
  },
  examples: [
    ["headwater why storefront", "what does storefront wait for?"],
    ["headwater why apps/storefront --context production", "in another cluster"],
    ["headwater why storefront -o json | jq '.causes[].words'", "the controller's words, for a script"],
  ],
  async run(given, around) {
    const { terminal, clock } = around;
    const [text = ""] = given.operands;
    const namespace = given.text("namespace");
    const { snapshot, notes } = await readCluster(
      toClusterAddress(given),
      { namespaces: namespace === null ? [] : [namespace], wordsOf: (graph) => findSpeakers(graph, text, namespace) },
      around,
    );
    const index = indexSnapshot(snapshot);
    const node = index.nodes.get(findNamed(snapshot, text, namespace));
    if (node === undefined) throw new RangeError("a node that was found is in the index");
    const causes = tellCauses(node, snapshot);
    const lines = buildWhyTree(node, index, given.has("all"));
    tellNotes(notes, around);
    if (given.text("output") === "json") {
      const body = { schema: 1, at: new Date(clock.now()).toISOString(), node, causes, tree: lines.map(toJsonLine) };
      terminal.out(`${JSON.stringify(body, null, 2)}\n`);
    } else terminal.out(writeWhy(node, causes, lines, around));
    return 0;
  },
};

/** The causes of the node, and itself: whose words are told. */
function findSpeakers(snapshot: Snapshot, text: string, namespace: string | null): readonly GraphNode[] {
  const { nodes } = indexSnapshot(snapshot);
  const node = nodes.get(findNamed(snapshot, text, namespace));
  if (node === undefined) return [];
  return [node, ...node.causes.flatMap((cause) => cause.nodes.flatMap((id) => nodes.get(id) ?? []))];
}

function toJsonLine(line: WhyLine): object {
  switch (line.kind) {
    case "node":
      return {
        depth: line.depth,
        id: line.node.id,
        state: line.node.state,
        why: line.edge?.why ?? "",
        isCause: line.isCause,
      };
    case "seen":
    case "back":
      return { depth: line.depth, id: line.node.id, state: line.node.state, repeats: line.kind };
    case "source":
      return { depth: line.depth, id: line.id };
    case "left-out":
      return { depth: line.depth, leftOut: line.count };
  }
}
