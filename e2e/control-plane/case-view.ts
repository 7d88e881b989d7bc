import { tellCauses, tellStates } from "#lib/analysis/replay.test-support.ts";
import type { Snapshot } from "#lib/graph/model.ts";

/** What `/api/graph` says of one case. */
export interface CaseView {
  readonly states: Readonly<Record<string, string>>;
  readonly causes: Readonly<Record<string, readonly string[]>>;
  readonly edges: readonly string[];
}

/** Takes what concerns one case from the graph of a cluster in which all of them play. */
export function toCaseView(snapshot: Snapshot, namespaces: readonly string[]): CaseView {
  const [own = ""] = namespaces;
  const nodes = snapshot.nodes.filter(({ namespace }) => namespaces.includes(namespace));
  const ids = new Set(nodes.map(({ id }) => id));
  const part: Snapshot = { ...snapshot, nodes };
  const shorten = (id: string) => id.replace("Kustomization/", "").replace(`${own}/`, "");
  return {
    states: tellStates(part, own),
    causes: tellCauses(part, own),
    edges: snapshot.edges
      .filter(({ to }) => ids.has(to))
      .map(({ from, to, state, rule }) => `${shorten(to)} needs ${shorten(from)}: ${state} by ${rule}`)
      .sort(),
  };
}
