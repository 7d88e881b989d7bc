import { describe, expect, it } from "vitest";
import { findSeeds, playNamed } from "./fault-seeds.test-support.ts";

describe("the seeds to play", () => {
  it.each([
    [{}, 1_000, 1],
    [{ HEADWATER_FAULT_SEEDS: "10000" }, 10_000, 1],
    [{ HEADWATER_FAULT_SEEDS: "" }, 1_000, 1],
    [{ HEADWATER_FAULT_SEED: "77", HEADWATER_FAULT_SEEDS: "5" }, 1, 77],
  ])("with %o are %i from %i on", (env, count, first) => {
    const seeds = findSeeds(env);
    expect(seeds).toHaveLength(count);
    expect(seeds[0]).toBe(first);
    expect(new Set(seeds).size).toBe(count);
  });

  it.each(["ten", "1e4", "-1", "1.5"])("are not %s", (text) => {
    expect(() => findSeeds({ HEADWATER_FAULT_SEEDS: text })).toThrow(`HEADWATER_FAULT_SEEDS is "${text}"`);
  });
});

it("a seed that fails says how to play it alone, and what had been done", async () => {
  const cause = new Error("an object is lost");
  const named = { seed: 42, command: "npx vitest run lib/x.test.ts", record: ["1.000 s cut", "2.000 s healed"] };
  const play = playNamed(named, () => Promise.reject(cause));
  await expect(play).rejects.toMatchObject({
    message:
      "Seed 42 fails: an object is lost\nTo play it alone:\n  HEADWATER_FAULT_SEED=42 npx vitest run lib/x.test.ts\n" +
      "What was done:\n  1.000 s cut\n  2.000 s healed",
    cause,
  });
});
