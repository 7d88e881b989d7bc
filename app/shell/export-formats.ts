import { type ExportFormat, toExportPath } from "#lib/api/paths.ts";
import type { ViewState } from "#lib/client/use-view-state.ts";

/** What the graph can be downloaded as, as people call it. */
export const EXPORT_FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "Picture (SVG)"],
  ["mermaid", "Mermaid"],
  ["dot", "Graphviz (DOT)"],
  ["json", "Data (JSON)"],
];

/** Downloads the graph with the namespaces and states that are chosen. The server says that it is a file, so the page stays. */
export function downloadGraph(
  format: ExportFormat,
  { namespaces, states }: Pick<ViewState, "namespaces" | "states">,
): void {
  const link = document.createElement("a");
  link.href = toExportPath(format, { namespaces, states });
  link.download = "";
  link.click();
}
