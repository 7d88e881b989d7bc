import { toEdgeCurves } from "./edge-path.ts";
import { type LayoutResult, type Topology, toEdgeKey } from "./layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH, ROW_GAP } from "./sizes.ts";

interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lists what is wrong with a picture, in words; nothing for a good one. */
export function findFaults(picture: LayoutResult, { nodes, edges }: Topology): string[] {
  const cards = [...picture.nodes].map(([name, { x, y }]) => ({ name, x, y, width: CARD_WIDTH, height: CARD_HEIGHT }));
  const areas = picture.areas.map((area) => ({ ...area, name: `area ${area.id}` }));
  const faults = [...findOverlaps(cards, ROW_GAP), ...findOverlaps(areas, 1)];
  for (const box of [...cards, ...areas]) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > picture.width || box.y + box.height > picture.height) {
      faults.push(`${box.name} is out of bounds`);
    }
  }
  for (const { id } of nodes) if (!picture.nodes.has(id)) faults.push(`${id} has no place`);
  if (picture.nodes.size !== nodes.length) faults.push(`${picture.nodes.size} places for ${nodes.length} nodes`);
  const lines = new Set(edges.map(({ from, to }) => toEdgeKey(from, to))).size;
  if (picture.edges.size !== lines) faults.push(`${picture.edges.size} lines for ${lines} edges`);
  return [...faults, ...findAreaFaults(picture, nodes), ...findEdgeFaults(picture, nodes)];
}

/** Lists edges that run under a card that is not one of their ends. */
export function findHiddenEdges(picture: LayoutResult): string[] {
  const faults: string[] = [];
  const columns = new Map<number, { id: string; y: number }[]>();
  for (const [id, { x, y }] of picture.nodes) columns.set(x, [...(columns.get(x) ?? []), { id, y }]);
  const lefts = [...columns.keys()].sort((a, b) => a - b);
  for (const [key, points] of picture.edges) {
    const [from, to] = key.split("\n");
    const hidden = sampleCurves(points).find(([x, y]) =>
      lefts.some(
        (left) =>
          left < x - 1 &&
          x < left + CARD_WIDTH - 1 &&
          columns
            .get(left)
            ?.some((card) => card.y < y && y < card.y + CARD_HEIGHT && card.id !== from && card.id !== to),
      ),
    );
    if (hidden !== undefined) faults.push(`${from} > ${to} runs under a card at ${hidden.map(Math.round)}`);
  }
  return faults;
}

function findOverlaps(boxes: readonly Box[], gap: number): string[] {
  const faults: string[] = [];
  const sorted = boxes.toSorted((a, b) => a.x - b.x);
  for (const [index, box] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || other.x >= box.x + box.width + gap) break;
      if (other.y < box.y + box.height + gap && box.y < other.y + other.height + gap) {
        faults.push(`${box.name} overlaps ${other.name}`);
      }
    }
  }
  return faults;
}

function findAreaFaults(picture: LayoutResult, nodes: Topology["nodes"]): string[] {
  const faults: string[] = [];
  const waveOf = new Map(nodes.map(({ id, wave }) => [id, wave]));
  const seen = new Set<string>();
  for (const area of picture.areas) {
    if (area.count !== area.nodes.length) faults.push(`${area.id} counts ${area.count} of ${area.nodes.length}`);
    for (const id of area.nodes) {
      if (seen.has(id)) faults.push(`${id} is in two areas`);
      seen.add(id);
      const { x, y } = picture.nodes.get(id) ?? { x: Number.NaN, y: Number.NaN };
      const right = area.x + area.width - CARD_WIDTH;
      const inside = x >= area.x && x <= right && y >= area.y && y <= area.y + area.height - CARD_HEIGHT;
      if (!inside) faults.push(`${id} is outside its area`);
      if (area.kind === "isolated") continue;
      const column = area.waves.find(({ wave }) => wave === waveOf.get(id));
      if (column === undefined || x < column.x || x + CARD_WIDTH > column.x + column.width) {
        faults.push(`${id} is outside its wave`);
      }
    }
    for (const [index, wave] of area.waves.entries()) {
      const before = area.waves[index - 1];
      if (before !== undefined && (before.wave >= wave.wave || before.x + before.width >= wave.x)) {
        faults.push(`wave ${wave.wave} of ${area.id} is out of order`);
      }
    }
  }
  if (seen.size !== nodes.length) faults.push(`${seen.size} of ${nodes.length} nodes are in an area`);
  return faults;
}

function findEdgeFaults(picture: LayoutResult, nodes: Topology["nodes"]): string[] {
  const faults: string[] = [];
  const waveOf = new Map(nodes.map(({ id, wave }) => [id, wave]));
  for (const [key, points] of picture.edges) {
    const [from = "", to = ""] = key.split("\n");
    const [start, end] = [picture.nodes.get(from), picture.nodes.get(to)];
    if (start === undefined || end === undefined) {
      faults.push(`${key} has no end`);
      continue;
    }
    const [x, y] = points.slice(-2);
    if (waveOf.get(from) === waveOf.get(to)) {
      const sides = [start.x, start.x + CARD_WIDTH];
      if (!sides.includes(points[0] ?? 0) || ![end.x, end.x + CARD_WIDTH].includes(x ?? 0)) {
        faults.push(`${from} > ${to} does not touch the sides of its cards`);
      }
      continue;
    }
    if (points[0] !== start.x + CARD_WIDTH || points[1] !== start.y + CARD_HEIGHT / 2) {
      faults.push(`${from} > ${to} does not start at the right of its dependency`);
    }
    if (x !== end.x || y !== end.y + CARD_HEIGHT / 2) faults.push(`${from} > ${to} does not end at its dependent`);
    for (let at = 2; at < points.length; at += 2) {
      if ((points[at] ?? 0) < (points[at - 2] ?? 0)) faults.push(`${from} > ${to} runs backwards`);
    }
  }
  return faults;
}

const SAMPLES = 16;

function sampleCurves(points: readonly number[]): [number, number][] {
  const curves = toEdgeCurves(points);
  const samples: [number, number][] = [];
  for (let at = 0; at + 7 < curves.length; at += 6) {
    for (let step = 0; step <= SAMPLES; step++) {
      const t = step / SAMPLES;
      const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      const blend = (offset: number) =>
        weights.reduce((sum, weight, index) => sum + weight * (curves[at + offset + 2 * index] ?? 0), 0);
      samples.push([blend(0), blend(1)]);
    }
  }
  return samples;
}
