import { chooseRowLimit, type OrderedComponent } from "./choose-row-limit.ts";
import { buildColumnGraph } from "./column-graph.ts";
import { drawComponent } from "./component-drawing.ts";
import { composePicture, type DrawnComponent } from "./compose-picture.ts";
import { findComponents } from "./find-components.ts";
import { gatherCycles } from "./gather-cycles.ts";
import { assignGridSlots } from "./isolated-grid.ts";
import { keepPicture } from "./keep-picture.ts";
import type { LayoutEngine, LayoutInput, LayoutResult, Topology } from "./layout-engine.ts";
import { LeastRecentlyUsed } from "./least-recently-used.ts";
import { orderWithDagre } from "./order-with-dagre.ts";
import { packAreas } from "./pack-areas.ts";
import { readTopology } from "./read-topology.ts";
import { hashTopology } from "./topology-key.ts";

const KEPT_COMPONENTS = 2000;

/**
 * The engine that lets dagre order each wave, component by component, and does the rest itself: waves as columns, folds,
 * rows, routes, packing. Keeps the order of the components that it saw last, by content.
 */
export class DagreEngine implements LayoutEngine {
  readonly name = "dagre";
  readonly #ordered = new LeastRecentlyUsed<OrderedComponent>(KEPT_COMPONENTS);

  layout(input: LayoutInput): LayoutResult {
    const { aspect, previous } = input;
    const topology = readTopology(input);
    const key = hashTopology(topology);
    if (previous?.key === key && previous.aspect === aspect) return previous;

    const { connected, isolated } = findComponents(topology);
    const components = connected.map((component) => this.#orderComponent(component));
    const plan = chooseRowLimit(components, isolated.length, aspect);
    const isolatedKey = hashTopology({ nodes: isolated.map((id) => ({ id, wave: 0 })), edges: [] });
    if (previous?.aspect === aspect) {
      const kept = keepPicture({ key, aspect, components, topology, isolated, isolatedKey, previous, plan });
      if (kept !== null) return kept;
    }
    const drawn: DrawnComponent[] = components.map((component) => ({
      id: component.id,
      key: component.key,
      drawing: drawComponent(component, plan.rowLimit),
    }));
    const boxes = drawn.map(({ id, drawing: { width, height } }) => ({ id, width, height }));
    const packing = packAreas(boxes, isolated.length, aspect);
    return composePicture({ key, aspect }, drawn, { key: isolatedKey, slots: assignGridSlots(isolated) }, packing);
  }

  #orderComponent(component: Topology): OrderedComponent {
    const key = hashTopology(component);
    return this.#ordered.getOrBuild(key, () => {
      const graph = buildColumnGraph(component);
      return { id: component.nodes[0]?.id ?? key, key, graph, order: gatherCycles(graph, orderWithDagre(graph)) };
    });
  }
}
