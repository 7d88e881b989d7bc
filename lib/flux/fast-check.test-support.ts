import fc from "fast-check";

export { default as fc } from "fast-check";

/**
 * Properties are played from one seed, so that what passed once passes again. `HEADWATER_PROPERTY_SEED=<integer>` plays
 * other cases; one that fails prints the seed and the path by which fast-check comes to it again.
 */
fc.configureGlobal({ seed: readSeed(process.env["HEADWATER_PROPERTY_SEED"]) });

function readSeed(text = "1"): number {
  const seed = Number(text);
  if (text !== "" && Number.isInteger(seed)) return seed;
  throw new Error(`HEADWATER_PROPERTY_SEED is "${text}", which is no integer.`);
}
