import { at } from "#lib/graph/adjacency.ts";
import { isEqual } from "#lib/graph/equal.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { CriticalPath, GraphNode, Problem } from "#lib/graph/model.ts";
import type { Structure } from "#lib/graph/structure.ts";
import { type Census, takeCensus } from "./census.ts";
import { countBlocked } from "./count-blocked.ts";
import { findAhead } from "./find-ahead.ts";
import { findCauses } from "./find-causes.ts";
import { findDetails, type NodeDetails } from "./find-details.ts";
import { findHeldGraph } from "./held-graph.ts";
import { NearMissFinder } from "./near-misses.ts";
import { ProblemBuilder } from "./problem-builder.ts";

/** The graph of one cluster with all that is found in it. */
export interface AnalysedCluster extends Pick<Graph, "edges" | "cycles"> {
  readonly nodes: readonly GraphNode[];
  readonly census: Census;
  readonly problems: readonly Problem[];
  readonly ahead: CriticalPath | null;
}

interface Memory {
  readonly structure: Structure;
  /** By number: the node as the graph has it, what was found of it, and as it was given out. */
  readonly bases: readonly GraphNode[];
  readonly details: ReadonlyMap<number, NodeDetails>;
  readonly nodes: readonly GraphNode[];
}

/**
 * Analyses the graphs of one cluster one after the other. Causes, counts and times are found anew each time, in passes
 * over those nodes that each is about. A node that stays equal stays the same object.
 */
export class GraphAnalyser {
  #memory: Memory | null = null;
  readonly #nearMisses = new NearMissFinder();
  readonly #problems = new ProblemBuilder();

  /** Finds all there is to say of a graph; `now` in milliseconds since the epoch. */
  analyse(graph: Graph, now: number): AnalysedCluster {
    const { structure, nodes: bases, edges, cycles } = graph;
    const last = this.#memory?.structure === structure ? this.#memory : null;
    const census = takeCensus(bases);
    const held = findHeldGraph(graph, census);
    const causes = findCauses(graph, held, census);
    const ahead = findAhead(graph, held, census);
    const details = findDetails(graph, causes, ahead.ofNodes, this.#nearMisses.find(graph, census), census);
    const blocked = countBlocked(graph, causes, census);
    const nodes = bases.map((base, number) => {
      const own = details.get(number);
      const now = at(blocked, number);
      if (own === undefined && now === 0) return base;
      const before = last?.nodes[number];
      if (base === last?.bases[number] && before?.blocks.now === now) {
        if (isEqual(own, last.details.get(number))) return before;
      }
      return { ...base, ...own, blocks: { now, ifFailed: base.blocks.ifFailed } };
    });
    this.#memory = { structure, bases, details, nodes };
    return {
      nodes,
      edges,
      cycles,
      census,
      problems: this.#problems.build(graph, nodes, causes, census, now),
      ahead: ahead.longest,
    };
  }
}
