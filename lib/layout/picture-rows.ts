import { drawLines } from "./draw-lines.ts";
import type { LayoutResult, Point } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import { packRows } from "./pack-rows.ts";
import { type PackedLines, type PackedPicture, splitIds } from "./packed-picture.ts";

/** What may be known of a packed picture beside itself. */
export interface KnownOfPicture {
  readonly ids?: readonly string[];
  readonly lines?: PackedLines;
}

/** A packed picture, and the ways to find something in it. */
export class PictureRows {
  readonly packed: PackedPicture;
  readonly ids: readonly string[];
  #lines: PackedLines | null;
  #indexOf: ReadonlyMap<string, number> | null = null;

  /** Whoever has the ids or the lines of the picture already gives them. */
  constructor(packed: PackedPicture, { ids, lines }: KnownOfPicture = {}) {
    this.packed = packed;
    this.ids = ids ?? splitIds(packed.ids);
    this.#lines = lines ?? null;
  }

  /** Its edges as curves; whoever only hands the picture on does without. */
  get lines(): PackedLines {
    this.#lines ??= drawLines(this.packed);
    return this.#lines;
  }

  /** Where each node stands; whoever only hands the picture on does without. */
  get indexOf(): ReadonlyMap<string, number> {
    this.#indexOf ??= toIndex(this.ids);
    return this.#indexOf;
  }

  /** Finds an edge by the ids of its ends; -1 where there is none. */
  findEdge(from: string, to: string): number {
    const [source, target] = [this.indexOf.get(from), this.indexOf.get(to)];
    return source === undefined || target === undefined ? -1 : this.findBetween(source, target);
  }

  /** Finds an edge by the places of its ends; -1 where there is none. */
  findBetween(source: number, target: number): number {
    const { from, to } = this.packed;
    let start = 0;
    let end = from.length;
    while (start < end) {
      const middle = (start + end) >> 1;
      const order = intAt(from, middle) - source || intAt(to, middle) - target;
      if (order === 0) return middle;
      if (order < 0) start = middle + 1;
      else end = middle;
    }
    return -1;
  }

  /** Finds an edge as `toEdgeKey` names it; -1 where there is none. */
  findKey(key: string): number {
    const at = key.indexOf("\n");
    return this.findEdge(key.slice(0, at), key.slice(at + 1));
  }

  /** Names an edge as `toEdgeKey` does. */
  toKey(edge: number): string {
    return `${this.ids[intAt(this.packed.from, edge)] ?? ""}\n${this.ids[intAt(this.packed.to, edge)] ?? ""}`;
  }
}

function toIndex(ids: readonly string[]): ReadonlyMap<string, number> {
  const indexOf = new Map<string, number>();
  for (let node = 0; node < ids.length; node++) indexOf.set(ids[node] ?? "", node);
  return indexOf;
}

const known = new WeakMap<LayoutResult, PictureRows>();

/** Gives a picture in rows; they are made once. Edges with less than two ends in the picture are left out. */
export function toRows(picture: LayoutResult): PictureRows {
  const rows = known.get(picture) ?? new PictureRows(packRows(picture));
  known.set(picture, rows);
  return rows;
}

/** Gives the picture that was packed; nothing of it is unpacked before it is asked for. */
export function unpackPicture(packed: PackedPicture, given?: KnownOfPicture): LayoutResult {
  const rows = new PictureRows(packed, given);
  const { key, aspect, width, height } = packed;
  const areas = packed.areas.map((area) => ({
    ...area,
    nodes: Array.from(area.nodes, (node) => rows.ids[node] ?? ""),
  }));
  const picture = { key, aspect, width, height, nodes: new Places(rows), edges: new Edges(rows), areas };
  known.set(picture, rows);
  return picture;
}

/** What a map has besides its `get`, over the rows of a picture. */
abstract class RowMap<Value> implements ReadonlyMap<string, Value> {
  protected readonly rows: PictureRows;

  constructor(rows: PictureRows) {
    this.rows = rows;
  }

  abstract readonly size: number;
  protected abstract toKey(row: number): string;
  protected abstract findRow(key: string): number;
  protected abstract toValue(row: number): Value;

  has(key: string): boolean {
    return this.findRow(key) >= 0;
  }

  get(key: string): Value | undefined {
    const row = this.findRow(key);
    return row < 0 ? undefined : this.toValue(row);
  }

  *keys(): Generator<string, undefined> {
    for (let row = 0; row < this.size; row++) yield this.toKey(row);
  }

  *values(): Generator<Value, undefined> {
    for (let row = 0; row < this.size; row++) yield this.toValue(row);
  }

  *entries(): Generator<[string, Value], undefined> {
    for (let row = 0; row < this.size; row++) yield [this.toKey(row), this.toValue(row)];
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}

class Places extends RowMap<Point> {
  get size(): number {
    return this.rows.ids.length;
  }

  protected override toKey(node: number): string {
    return this.rows.ids[node] ?? "";
  }

  protected override findRow(id: string): number {
    return this.rows.indexOf.get(id) ?? -1;
  }

  protected override toValue(node: number): Point {
    const { xs, ys } = this.rows.packed;
    return { x: xs[node] ?? 0, y: ys[node] ?? 0 };
  }
}

class Edges extends RowMap<readonly number[]> {
  get size(): number {
    return this.rows.packed.from.length;
  }

  protected override toKey(edge: number): string {
    return this.rows.toKey(edge);
  }

  protected override findRow(key: string): number {
    return this.rows.findKey(key);
  }

  protected override toValue(edge: number): readonly number[] {
    const { points, pointStarts } = this.rows.packed;
    return Array.from(points.subarray(intAt(pointStarts, edge), intAt(pointStarts, edge + 1)));
  }
}
