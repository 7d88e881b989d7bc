import { expect } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type SimulatedReader, simulateReader } from "./simulated-reader.test-support.ts";

/** The kinds of a reader whose requests are to be counted. */
export const ONE_KIND = [KUSTOMIZATION];

/** What the reader holds of the Kustomizations: `namespace/name` to version. */
export function held({ reader }: SimulatedReader): ReadonlyMap<string, string> {
  const objects = reader.reading().objects.get("Kustomization") ?? new Map();
  return new Map([...objects].map(([key, object]) => [key, object.metadata.resourceVersion]));
}

/** Expects the reader to hold what the server has. */
export function expectSame(sim: SimulatedReader): void {
  expect(new Map([...held(sim)].sort())).toEqual(new Map([...sim.server.versionsOf(KUSTOMIZATION)].sort()));
}

/** What the reader says of its first scope. */
export function stateOf({ reader }: SimulatedReader) {
  return reader.reading().scopes[0];
}

/** How many lists and watches of Kustomizations the server has seen. */
export function counts({ server }: SimulatedReader) {
  return {
    lists: server.requests(KUSTOMIZATION, "list").length,
    watches: server.requests(KUSTOMIZATION, "watch").length,
  };
}

/** A reader that has read one object and watches. */
export async function watching(random?: () => number): Promise<SimulatedReader> {
  const sim = simulateReader(random === undefined ? { kinds: ONE_KIND } : { kinds: ONE_KIND, random });
  sim.server.put(KUSTOMIZATION, "flux", "a");
  await sim.start();
  expect(counts(sim)).toEqual({ lists: 1, watches: 1 });
  return sim;
}
