/** Gives numbers from 0 up to 1 that look random and are the same for the same seed (Park and Miller's generator). */
export function createSeededRandom(seed: number): () => number {
  let state = (Math.abs(seed) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
