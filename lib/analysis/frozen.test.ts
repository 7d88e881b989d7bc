import { describe, expect, it } from "vitest";
import {
  blockedBy,
  gitRepository,
  type KsOptions,
  ks,
  NOW,
  REVISION_1,
  REVISION_2,
} from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { replay, tellCauses } from "./replay.test-support.ts";

const snapshotOf = (artifact: string, objects: readonly RawObject[]): Snapshot =>
  replay(
    [gitRepository("fleet", artifact), gitRepository("other", artifact), ...objects].map((object) => ({
      type: "ADDED",
      object,
    })),
    { now: NOW },
  );

const tell = ({ problems }: Snapshot) =>
  problems.map(({ kind, nodes, behind }) => [
    `${kind}:${nodes.map((id) => id.split("/")[2]).join(",")}`,
    behind?.map((id) => id.split("/")[2]).join(",") ?? "",
  ]);

const on = (name: string, ...dependsOn: KsOptions["dependsOn"] & string[]) => ks(name, { dependsOn });
const elsewhere = (name: string, ...dependsOn: string[]) => ks(name, { dependsOn, source: "other" });

describe("a frozen source", () => {
  it.each<[string, readonly RawObject[], string, [string, string][]]>([
    [
      "is one with a latent cycle, also while nothing is behind",
      [on("a", "b"), on("b", "a"), on("e")],
      REVISION_1,
      [["frozen:a,b", ""]],
    ],
    [
      "leaves behind all that are ready, members or not",
      [on("a", "b"), on("b", "a"), on("e"), elsewhere("f")],
      REVISION_2,
      [["frozen:a,b", "a,b,e"]],
    ],
    [
      "leaves behind what is ready beside a locked cycle",
      [
        ks("a", { dependsOn: ["b"], ready: blockedBy("default/b") }),
        ks("b", { dependsOn: ["a"], ready: blockedBy("default/a") }),
        on("e"),
      ],
      REVISION_2,
      [
        ["cycle:a,b", ""],
        ["frozen:a,b", "e"],
      ],
    ],
    [
      "is no problem of its own beside a locked cycle that leaves nobody behind",
      [
        ks("a", { dependsOn: ["b"], ready: blockedBy("default/b") }),
        ks("b", { dependsOn: ["a"], ready: blockedBy("default/a") }),
        on("e"),
      ],
      REVISION_1,
      [["cycle:a,b", ""]],
    ],
    [
      "is one where an expression keeps the cycle from locking",
      [ks("a", { dependsOn: [{ name: "b", readyExpr: "true" }] }), on("b", "a")],
      REVISION_1,
      [["frozen:a,b", ""]],
    ],
    [
      "is one where one that names itself is let through",
      [ks("a", { dependsOn: [{ name: "a", readyExpr: "true" }] }), on("e")],
      REVISION_2,
      [["frozen:a", "a,e"]],
    ],
    ["is none where the cycle goes over another source", [on("a", "b"), elsewhere("b", "a"), on("e")], REVISION_1, []],
    [
      "is one where a part of the cycle stays on it",
      [on("a", "b", "c"), on("b", "a"), elsewhere("c", "a")],
      REVISION_1,
      [["frozen:a,b", ""]],
    ],
    [
      "does not count who is suspended",
      [on("a", "b"), on("b", "a"), ks("e", { spec: { suspend: true } })],
      REVISION_2,
      [["frozen:a,b", "a,b"]],
    ],
  ])("%s", (_, objects, artifact, expected) => expect(tell(snapshotOf(artifact, objects))).toEqual(expected));

  it("has the ready ones as causes of those that wait for their revision", () => {
    const snapshot = snapshotOf(REVISION_2, [
      on("a", "b"),
      on("b", "a"),
      on("e"),
      ks("w", { dependsOn: ["e"], ready: blockedBy("default/e", 600) }),
    ]);
    expect(tellCauses(snapshot, "default")).toEqual({ w: ["revision:e"] });
    const frozen = snapshot.problems.find(({ kind }) => kind === "frozen");
    expect(frozen).toMatchObject({
      headline: "GitRepository flux-system/fleet does not push new revisions: a, b wait for each other",
      blocked: ["Kustomization/default/w"],
      since: "2026-03-01T11:32:00Z",
      next: { what: "interval", every: 600 },
    });
    expect(frozen?.advice).toMatch(
      /^Take a out of the dependsOn of b: .* Until then reconcile by hand what is behind\.$/,
    );
  });
});
