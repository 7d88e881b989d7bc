import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { foreseeWhole, isDrawnWhole } from "./whole-picture.ts";

const [sample] = sampleSnapshot().nodes;
if (sample === undefined) throw new Error("the sample has no nodes");

/** Many nodes without edges in some namespaces. */
const many = (namespaces: number): Snapshot => ({
  ...sampleSnapshot(),
  nodes: Array.from({ length: 2_000 }, (_, at) => ({
    ...sample,
    id: toObjectId("Kustomization", `team-${at % namespaces}`, `app-${at}`),
    namespace: `team-${at % namespaces}`,
    owner: null,
    source: null,
    labels: {},
  })),
  edges: [],
});

describe("whether a view draws all nodes one by one", () => {
  it.each<[string, Parameters<typeof foreseeWhole>[0], string, boolean, boolean]>([
    ["always where no groups are wanted", { group: "none", away: false }, "always", true, true],
    ["unless it is gathered where nobody has chosen", { group: null, away: false }, "unless-gathered", false, true],
    ["never in groups", { group: "namespace", away: false }, "never", false, false],
    ["never where some are put away", { group: "none", away: true }, "never", false, false],
  ])("is: %s", (_, view, foreseen, inTeams, inOne) => {
    expect([foreseeWhole(view), isDrawnWhole(view, many(20)), isDrawnWhole(view, many(1))]).toEqual([
      foreseen,
      inTeams,
      inOne,
    ]);
  });
});
