import { chooseRowLimit, type OrderedComponent } from "./choose-row-limit.ts";
import { drawComponent } from "./component-drawing.ts";
import { composePicture, type DrawnComponent } from "./compose-picture.ts";
import { findComponents } from "./find-components.ts";
import { gatherCycles } from "./gather-cycles.ts";
import { assignGridSlots } from "./isolated-grid.ts";
import { keepPicture } from "./keep-picture.ts";
import type { IndexedTopology, LayoutEngine, LayoutInput, LayoutResult } from "./layout-engine.ts";
import { LeastRecentlyUsed } from "./least-recently-used.ts";
import { type Effort, toEffort } from "./order-columns.ts";
import { type ColumnOrderer, orderComponent } from "./order-component.ts";
import { packAreas } from "./pack-areas.ts";
import { readTopology } from "./read-topology.ts";
import { toReadingOrder } from "./reading-order.ts";
import { hashTopology } from "./topology-key.ts";

const KEPT_COMPONENTS = 2000;

/**
 * Draws waves as columns, component by component: folds, rows, routes, packing, and what stays from the picture before.
 * Who orders the items of a column is passed in. Keeps the order of the components that it saw last, by content.
 */
export class WaveEngine implements LayoutEngine {
  readonly name: string;
  readonly #orderColumns: ColumnOrderer;
  readonly #effort: Effort | null;
  readonly #ordered = new LeastRecentlyUsed<OrderedComponent>(KEPT_COMPONENTS);

  /** Without an `effort`, a graph is given what one of its size is worth. */
  constructor(name: string, orderColumns: ColumnOrderer, effort: Effort | null = null) {
    this.name = name;
    this.#orderColumns = orderColumns;
    this.#effort = effort;
  }

  layout(input: LayoutInput): LayoutResult {
    const { aspect, previous } = input;
    const topology = readTopology(input);
    const key = hashTopology(topology);
    if (previous?.key === key && previous.aspect === aspect) return previous;

    const { connected, isolated } = findComponents(topology);
    const effort = this.#effort ?? toEffort(topology.ids.length + topology.from.length);
    const components = connected.map((component) => this.#orderComponent(component, effort));
    const plan = chooseRowLimit(components, isolated.length, aspect);
    const isolatedKey = hashIsolated(isolated);
    if (previous?.aspect === aspect) {
      const kept = keepPicture({ key, aspect, components, isolated, isolatedKey, previous, plan });
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

  #orderComponent(component: IndexedTopology, effort: Effort): OrderedComponent {
    const key = hashTopology(component);
    return this.#ordered.getOrBuild(`${key} ${effort}`, () => {
      const { graph, order } = orderComponent(component, effort, this.#orderColumns);
      const read = gatherCycles(graph, toReadingOrder(graph, order));
      return { id: component.ids[0] ?? key, key, graph, order: read, effort };
    });
  }
}

function hashIsolated(ids: readonly string[]): string {
  const none = new Int32Array();
  return hashTopology({ ids, waves: new Int32Array(ids.length), from: none, to: none });
}
