import type { FoldPlan, OrderedComponent } from "./choose-row-limit.ts";
import { drawComponent, redrawComponent } from "./component-drawing.ts";
import { composePicture, type DrawnComponent } from "./compose-picture.ts";
import type { Drawing } from "./drawing.ts";
import { fitZoom } from "./fit-zoom.ts";
import { assignGridSlots, countGridColumns } from "./isolated-grid.ts";
import { keepPlaces, type PlacedBox } from "./keep-places.ts";
import type { LayoutArea, LayoutResult } from "./layout-engine.ts";
import { type Packing, packAreas } from "./pack-areas.ts";
import { PreviousDrawing } from "./previous-drawings.ts";
import { AREA_PADDING_TOP, AREA_PADDING_X, ISOLATED_PITCH, ROW_PITCH } from "./sizes.ts";

export interface KeepInput {
  readonly key: string;
  readonly aspect: number;
  readonly components: readonly OrderedComponent[];
  readonly isolated: readonly string[];
  readonly isolatedKey: string;
  readonly previous: LayoutResult;
  /** What a fresh picture would be. */
  readonly plan: FoldPlan;
}

/** How much smaller the kept picture may be drawn than a fresh one, before the fresh one is worth the upheaval. */
const MOST_WASTE = 1.3;
/** Above this zoom a picture is large enough, and waste is none. */
const LARGE_ZOOM = 0.9;

/**
 * Makes the next picture out of the one before: unchanged components as they were and where they were, changed ones
 * near, new ones in free space. Packs the same drawings anew where keeping places wastes too much of the window; gives
 * null where that does not help either.
 */
export function keepPicture(input: KeepInput): LayoutResult | null {
  const { key, aspect, components, isolated, previous, plan } = input;
  const areaOf = new Map<string, LayoutArea>();
  for (const area of previous.areas) {
    if (area.kind === "component") for (const id of area.nodes) areaOf.set(id, area);
  }
  const inherited = inheritAreas(components, areaOf);
  const drawn: DrawnComponent[] = [];
  const boxes: PlacedBox[] = [];
  for (const component of components) {
    const area = inherited.get(component);
    const drawing = drawNext(component, area, input);
    const before = area === undefined ? null : { x: area.x, y: area.y };
    const { width, height } = drawing;
    drawn.push({ id: component.id, key: component.key, drawing });
    boxes.push({
      id: component.id,
      width,
      height,
      before,
      unchanged: area?.key === component.key,
      count: drawing.count,
    });
  }
  const grid = previous.areas.find((area) => area.kind === "isolated");
  const columns = grid === undefined ? 0 : countGridColumns(grid.width);
  const slots = assignGridSlots(isolated, grid === undefined ? undefined : readGridSlots(previous, grid));
  const slotCount = [...slots.values()].reduce((most, slot) => Math.max(most, slot + 1), 0);
  const frame = grid === undefined ? null : { ...grid, columns };
  const isGood = (packing: Packing) => Math.min(LARGE_ZOOM, plan.zoom) <= fitZoom(packing, aspect) * MOST_WASTE;
  const packings = [
    () => keepPlaces(boxes, slotCount, { width: previous.width, grid: frame }),
    () => packAreas(boxes, slotCount, aspect),
  ];
  for (const pack of packings) {
    const packing = pack();
    if (isGood(packing)) return composePicture({ key, aspect }, drawn, { key: input.isolatedKey, slots }, packing);
  }
  return null;
}

function drawNext(component: OrderedComponent, area: LayoutArea | undefined, { previous, plan }: KeepInput): Drawing {
  if (area?.key === component.key) return new PreviousDrawing(previous, area, component.graph.topology);
  const redrawn = area === undefined ? null : redrawComponent(component, previous, area, plan.rowLimit);
  return redrawn ?? drawComponent(component, plan.rowLimit);
}

/** Each area goes on in the one component that has most of its nodes. */
function inheritAreas(
  components: readonly OrderedComponent[],
  areaOf: ReadonlyMap<string, LayoutArea>,
): ReadonlyMap<OrderedComponent, LayoutArea> {
  const claims: { component: OrderedComponent; area: LayoutArea; shared: number }[] = [];
  for (const component of components) {
    const shared = new Map<LayoutArea, number>();
    for (const id of component.graph.topology.ids) {
      const area = areaOf.get(id);
      if (area !== undefined) shared.set(area, (shared.get(area) ?? 0) + 1);
    }
    for (const [area, count] of shared) claims.push({ component, area, shared: count });
  }
  claims.sort((a, b) => b.shared - a.shared);
  const inherited = new Map<OrderedComponent, LayoutArea>();
  const given = new Set<LayoutArea>();
  for (const { component, area } of claims) {
    if (inherited.has(component) || given.has(area)) continue;
    inherited.set(component, area);
    given.add(area);
  }
  return inherited;
}

function readGridSlots(previous: LayoutResult, grid: LayoutArea): ReadonlyMap<string, number> {
  const columns = countGridColumns(grid.width);
  const slots = new Map<string, number>();
  for (const id of grid.nodes) {
    const point = previous.nodes.get(id);
    if (point === undefined) continue;
    const column = Math.round((point.x - grid.x - AREA_PADDING_X) / ISOLATED_PITCH);
    const row = Math.round((point.y - grid.y - AREA_PADDING_TOP) / ROW_PITCH);
    slots.set(id, row * columns + column);
  }
  return slots;
}
