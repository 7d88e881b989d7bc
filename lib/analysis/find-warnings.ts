import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Finding } from "#lib/graph/model.ts";
import type { Census } from "./census.ts";
import { toName } from "./headline.ts";

const MOST_NAMED = 3;

/**
 * Warns of suspended dependencies that satisfy now and will not at the next revision: the controller does not look at
 * `suspend`, but on a shared source it does look at the revision, which a suspended one never takes (flux-semantics §3).
 */
export function findWarnings({ nodes, edges, structure }: Graph, census: Census): readonly Finding[] {
  const { down } = structure.links;
  const findings: Finding[] = [];
  for (const number of census.suspended) {
    const node = nodes[number];
    if (node === undefined || node.source === null) continue;
    const waiting = [];
    for (let place = at(down.starts, number); place < at(down.starts, number + 1); place++) {
      const edge = edges[at(down.links, place)];
      const dependent = nodes[at(down.targets, place)];
      const isSatisfied = edge?.state === "satisfied" && edge.rule === "readiness";
      if (isSatisfied && dependent?.source === node.source && !dependent.suspended) waiting.push(dependent);
    }
    if (waiting.length === 0) continue;
    const [name, source, names] = [node.name, toName(node.source), toNames(waiting.map((one) => one.name))];
    findings.push({
      rule: "suspended-dependency",
      severity: "warning",
      nodes: [node.id, ...waiting.map((one) => one.id)],
      message: `${name} is suspended and satisfies ${names} for now: at the next revision of ${source}, which it does not take, they block.`,
      fix: `Resume ${name}, or take it out of the dependsOn of ${names}.`,
    });
  }
  return findings;
}

function toNames(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).join(", ");
  return names.length > MOST_NAMED ? `${named} and ${names.length - MOST_NAMED} more` : named;
}
