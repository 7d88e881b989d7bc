/**
 * Reads a number of which the caller knows that it is there. Each kind of list has a function of its own: one that meets
 * a single kind is compiled to a plain load, and these loads are most of what a layout does.
 */
export function intAt(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}

/** The same for numbers that are not whole. */
export function floatAt(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** The same for flags. */
export function flagAt(values: Uint8Array, index: number): number {
  return values[index] ?? 0;
}
