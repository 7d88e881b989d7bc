import { floatAt, intAt } from "./numbers.ts";

const RUN = 8;

/**
 * Sorts the part from `start` to `end` (not included) of a list by each value's key, ascending; equal keys keep their
 * order. Merges from the bottom up: no recursion, no object, and n log n whatever comes. `scratch` must be as long as the list.
 */
export function sortByKey(
  values: Int32Array,
  keys: Float64Array,
  start: number,
  end: number,
  scratch: Int32Array,
): void {
  for (let low = start; low < end; low += RUN) insertRun(values, keys, low, Math.min(end, low + RUN));
  let [source, target] = [values, scratch];
  for (let width = RUN; width < end - start; width *= 2) {
    for (let low = start; low < end; low += 2 * width) {
      merge(source, target, keys, low, Math.min(end, low + width), Math.min(end, low + 2 * width));
    }
    [source, target] = [target, source];
  }
  if (source !== values) values.set(source.subarray(start, end), start);
}

function insertRun(values: Int32Array, keys: Float64Array, low: number, high: number): void {
  for (let next = low + 1; next < high; next++) {
    const value = intAt(values, next);
    const key = floatAt(keys, value);
    let place = next;
    while (place > low && floatAt(keys, intAt(values, place - 1)) > key) {
      values[place] = intAt(values, place - 1);
      place--;
    }
    values[place] = value;
  }
}

function merge(
  source: Int32Array,
  target: Int32Array,
  keys: Float64Array,
  low: number,
  middle: number,
  high: number,
): void {
  let [left, right] = [low, middle];
  for (let place = low; place < high; place++) {
    const takesLeft =
      left < middle && (right >= high || floatAt(keys, intAt(source, left)) <= floatAt(keys, intAt(source, right)));
    target[place] = takesLeft ? intAt(source, left++) : intAt(source, right++);
  }
}
