import { intAt } from "./numbers.ts";
import type { PackedLines } from "./packed-picture.ts";

/** Numbers of a curve: its start, two handles and its end. */
const SIZE = 8;
const STEP = 6;

/**
 * Tells of each curve of a picture, one edge after the other, whether an edge before has the very same: 1 where it has.
 * Edges that run together share most of their way, which then need be drawn only once.
 */
export function findRepeats({ curves, starts }: Pick<PackedLines, "curves" | "starts">): Uint8Array {
  const edges = starts.length - 1;
  const repeats = new Uint8Array(countCurves(curves, edges));
  // Equal numbers are equal bits: no curve holds one that is none, and no place is compared with its own negative.
  const bits = new Int32Array(curves.buffer, curves.byteOffset, curves.length);
  const known = new Int32Array(2 ** Math.ceil(Math.log2(2 * repeats.length + 2))).fill(-1);
  const mask = known.length - 1;
  let curve = 0;
  for (let edge = 0; edge < edges; edge++) {
    const end = intAt(starts, edge + 1);
    for (let at = intAt(starts, edge); at + SIZE <= end; at += STEP) {
      let slot = hash(bits, at) & mask;
      while (intAt(known, slot) >= 0 && !isSame(bits, intAt(known, slot), at)) slot = (slot + 1) & mask;
      if (intAt(known, slot) >= 0) repeats[curve] = 1;
      else known[slot] = at;
      curve++;
    }
  }
  return repeats;
}

/** Where the curves of an edge begin among all curves. */
export function toFirstCurve(curveStart: number, edge: number): number {
  return (curveStart - 2 * edge) / STEP;
}

function countCurves(curves: Float32Array, edges: number): number {
  return toFirstCurve(curves.length, edges);
}

/** Of the ends alone: few curves go between the same two places in different ways. */
function hash(bits: Int32Array, at: number): number {
  let mixed = Math.imul(intAt(bits, at), 0x9e3779b1) ^ intAt(bits, at + 1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) ^ intAt(bits, at + 6);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ intAt(bits, at + 7);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function isSame(bits: Int32Array, one: number, other: number): boolean {
  for (let place = 0; place < SIZE; place++) if (intAt(bits, one + place) !== intAt(bits, other + place)) return false;
  return true;
}
