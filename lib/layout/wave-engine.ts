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
import { keyComponents } from "./topology-key.ts";

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
    const parts = findComponents(topology);
    const { key, connected: keys, isolated: isolatedKey } = keyComponents(parts);
    if (previous?.key === key && previous.aspect === aspect) return previous;

    const { connected, isolated } = parts;
    const effort = this.#effort ?? toEffort(topology.ids.length + topology.from.length);
    const components = connected.map((component, index) => this.#orderComponent(component, keys[index] ?? "", effort));
    const plan = chooseRowLimit(components, isolated.length, aspect);
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

  #orderComponent(component: IndexedTopology, key: string, effort: Effort): OrderedComponent {
    return this.#ordered.getOrBuild(`${key} ${effort}`, () => {
      const { graph, order } = orderComponent(component, effort, this.#orderColumns);
      const read = gatherCycles(graph, toReadingOrder(graph, order));
      return { id: component.ids[0] ?? key, key, graph, order: read, effort };
    });
  }
}
