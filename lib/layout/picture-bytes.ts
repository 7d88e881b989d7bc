import { isPackedPicture, type PackedArea, type PackedPicture } from "./packed-picture.ts";

/** Text to UTF-8 and back, as TextEncoder and TextDecoder do it. */
export type EncodeText = (text: string) => Uint8Array;
export type DecodeText = (bytes: Uint8Array) => string;

/** What goes before the rows, as JSON: of each area how many nodes it has, of each row its form and length. */
interface Head extends Pick<PackedPicture, "key" | "aspect" | "width" | "height" | "ids"> {
  readonly areas: readonly (Omit<PackedArea, "nodes"> & { readonly nodes: number })[];
  readonly rows: readonly (readonly [form: "int32" | "float64", length: number])[];
}

type Row = Int32Array | Float64Array;

/** A row may begin where numbers of either form may stand. */
const STEP = 8;

/**
 * Writes a picture as bytes for the way over the network, in an order that is compressed well: the low byte of a number
 * first, as every machine has it that this runs on.
 */
export function writePicture(picture: PackedPicture, encodeText: EncodeText): Uint8Array<ArrayBuffer> {
  const { key, aspect, width, height, ids, xs, ys, points, from, to, pointStarts, areas } = picture;
  const rows: readonly Row[] = [
    toSmallest(xs),
    toSmallest(ys),
    toSmallest(points.filter((_, place) => place % 2 === 0)),
    toSmallest(points.filter((_, place) => place % 2 === 1)),
    toSteps(from),
    to,
    toSteps(pointStarts),
    toSteps(joinNodes(areas)),
  ];
  const head: Head = {
    key,
    aspect,
    width,
    height,
    ids,
    areas: areas.map((area) => ({ ...area, nodes: area.nodes.length })),
    rows: rows.map((row) => [row instanceof Int32Array ? "int32" : "float64", row.length]),
  };
  const text = encodeText(JSON.stringify(head));
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + toWhole(row.byteLength), toWhole(4 + text.length)));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = toWhole(4 + text.length);
  for (const row of rows) {
    bytes.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), at);
    at += toWhole(row.byteLength);
  }
  return bytes;
}

/** Reads what `writePicture` wrote; null for something else, or an error of the parser. */
export function readPicture(buffer: ArrayBuffer, decodeText: DecodeText): PackedPicture | null {
  const length = new DataView(buffer).getUint32(0, true);
  const { rows, areas, ...frame } = JSON.parse(decodeText(new Uint8Array(buffer, 4, length))) as Head;
  let at = toWhole(4 + length);
  const [xs, ys, pointXs, pointYs, from, to, pointStarts, nodes] = rows.map(([form, count]) => {
    const row = form === "int32" ? new Int32Array(buffer, at, count) : new Float64Array(buffer, at, count);
    at += toWhole(row.byteLength);
    return row;
  });
  if (pointXs === undefined || pointYs === undefined) return null;
  const picture = {
    ...frame,
    xs: toFloats(xs),
    ys: toFloats(ys),
    points: toPoints(pointXs, pointYs),
    from: fromSteps(from),
    to,
    pointStarts: fromSteps(pointStarts),
    areas: partNodes(areas, fromSteps(nodes)),
  };
  return isPackedPicture(picture) ? picture : null;
}

/** Nearly all places are whole numbers: half as many bytes. */
function toSmallest(row: Float64Array): Row {
  const whole = Int32Array.from(row);
  return row.every((value, place) => value === whole[place]) ? whole : row;
}

function toFloats(row: Row | undefined): Float64Array | undefined {
  return row instanceof Int32Array ? new Float64Array(row) : row;
}

function toPoints(xs: Row, ys: Row): Float64Array {
  const points = new Float64Array(xs.length * 2);
  for (let point = 0; point < xs.length; point++) {
    points[point * 2] = xs[point] ?? 0;
    points[point * 2 + 1] = ys[point] ?? 0;
  }
  return points;
}

/** What ascends goes as the steps between, which are all alike. */
function toSteps(row: Int32Array): Int32Array {
  return row.map((value, place) => value - (place === 0 ? 0 : (row[place - 1] ?? 0)));
}

function fromSteps(row: Row | undefined): Int32Array {
  const values = new Int32Array(row?.length ?? 0);
  let value = 0;
  for (let place = 0; place < values.length; place++) {
    value += row?.[place] ?? 0;
    values[place] = value;
  }
  return values;
}

function joinNodes(areas: readonly PackedArea[]): Int32Array {
  const all = new Int32Array(areas.reduce((sum, { nodes }) => sum + nodes.length, 0));
  let place = 0;
  for (const { nodes } of areas) {
    all.set(nodes, place);
    place += nodes.length;
  }
  return all;
}

function partNodes(areas: Head["areas"], all: Int32Array): PackedArea[] {
  let place = 0;
  return areas.map((area) => {
    const start = place;
    place += area.nodes;
    return { ...area, nodes: all.subarray(start, place) };
  });
}

function toWhole(bytes: number): number {
  return Math.ceil(bytes / STEP) * STEP;
}
