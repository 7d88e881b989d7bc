import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { CASE_EDGES } from "#lib/analysis/case-edges.test-support.ts";
import { CASE_CAUSES, CASE_STATES } from "#lib/analysis/case-states.test-support.ts";
import { ENDS } from "#lib/emulator/flux/scenarios/ends.test-support.ts";
import type { Scenario } from "#lib/emulator/flux/scenarios/scenario.test-support.ts";

/** What fails is tried again each ten seconds, so the ends are looked at until all have been seen at rest, or as long. */
const PATIENCE_MS = 120_000;
const BETWEEN_LOOKS_MS = 2_000;

/** How a case ended: what its objects say, a Headwater that was there from the beginning, and one that came late. */
export type CaseEnd = Readonly<Record<"objects" | "early" | "late", unknown>>;

/** Gives the namespaces that a case plays in, its own first. */
export function toNamespaces({ name }: Scenario): readonly string[] {
  return name === "cross-ns-a" ? [name, "cross-ns-b"] : [name];
}

/** Gives what the tables say of a case's end. */
export function toExpectedEnd({ name }: Scenario): CaseEnd {
  const told = { states: { ...CASE_STATES[name] }, causes: { ...CASE_CAUSES[name] }, edges: CASE_EDGES[name] };
  return { objects: ENDS[name], early: told, late: told };
}

/**
 * Looks until each side of each case has been seen as the tables say, or until patience ends. Gives by the case's name
 * what was seen so, and of what never was the last look.
 */
export async function lookAtEnds(
  scenarios: readonly Scenario[],
  look: () => Promise<(scenario: Scenario) => CaseEnd>,
): Promise<ReadonlyMap<string, CaseEnd>> {
  const ends = new Map<string, CaseEnd>();
  const isOver = (scenario: Scenario) => isDeepStrictEqual(ends.get(scenario.name), toExpectedEnd(scenario));
  for (const end = Date.now() + PATIENCE_MS; ; await setTimeout(BETWEEN_LOOKS_MS)) {
    const tell = await look();
    for (const scenario of scenarios)
      ends.set(scenario.name, keepExpected(ends.get(scenario.name), tell(scenario), toExpectedEnd(scenario)));
    if (scenarios.every(isOver) || Date.now() >= end) return ends;
  }
}

function keepExpected(before: CaseEnd | undefined, now: CaseEnd, expected: CaseEnd): CaseEnd {
  const choose = (side: keyof CaseEnd) =>
    isDeepStrictEqual(before?.[side], expected[side]) ? expected[side] : now[side];
  return { objects: choose("objects"), early: choose("early"), late: choose("late") };
}
