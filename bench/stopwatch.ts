/** Milliseconds that some work takes until its promise settles. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds that some work takes. */
export function timeSync(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
