import { CLUSTER_OPTIONS, type Command, FILTER_OPTIONS } from "#lib/cli/command.ts";
import { filterGraph, readGraph, tellNotes } from "#lib/cli/read-graph.ts";
import { UsageError } from "#lib/cli/usage-error.ts";
import { EXPORT_FORMATS, exportSnapshot } from "#lib/export/export-snapshot.ts";
import type { Grouping } from "#lib/export/to-mermaid.ts";

const GROUPINGS: readonly Grouping[] = ["namespace", "wave"];

export const exportCommand: Command = {
  name: "export",
  summary: "Write the graph as Mermaid, Graphviz DOT, an SVG picture or JSON",
  about: ["Without a PATH the cluster is read. What a format cannot bear is left out, and said in it."],
  operand: { name: "PATH", least: 0, most: Number.POSITIVE_INFINITY, completes: "path" },
  options: {
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: EXPORT_FORMATS,
      about: `${EXPORT_FORMATS.join(", ")}; it must be given`,
    },
    group: {
      type: "string",
      value: "BY",
      choices: GROUPINGS,
      about: "how Mermaid groups: namespace (default) or wave",
    },
    ...FILTER_OPTIONS,
    ...CLUSTER_OPTIONS,
  },
  examples: [
    ["headwater export ./clusters/production --format mermaid", "for a README"],
    ["headwater export -f svg > order.svg", "a picture of the cluster as it is now"],
    ["headwater export ./clusters/production -f dot | dot -Tpng > order.png", "by Graphviz"],
  ],
  async run(given, around) {
    const format = EXPORT_FORMATS.find((known) => known === given.text("format"));
    if (format === undefined)
      throw new UsageError("headwater export needs a format.", "Add --format mermaid, dot, svg or json.");
    const reading = await readGraph(given.operands, given, around);
    const snapshot = filterGraph(reading.snapshot, given);
    tellNotes(reading.notes, around);
    // Only a picture needs the layout, and that takes a while to load.
    const { LayeredEngine } = await import("#lib/layout/layered-engine.ts");
    const grouping = GROUPINGS.find((known) => known === given.text("group")) ?? "namespace";
    const { origin } = reading;
    around.terminal.out(exportSnapshot(snapshot, format, { origin, grouping, engine: new LayeredEngine() }));
    return 0;
  },
};
