import { describe, expect, it } from "vitest";
import type { GraphNode, Problem } from "#lib/graph/model.ts";
import { id, node, OLD_REVISION, problem, REVISION, snapshot } from "./graph.test-support.ts";
import { toVerdict } from "./to-verdict.ts";

const failed = node("data/postgres", { state: "failed", wave: 2 });
const blocked = node("apps/orders", { state: "blocked", wave: 3 });
const held = problem("failed", ["data/postgres"], { blocked: [id("apps/orders")] });
const absent = node("apps/redis", {
  state: "missing",
  source: null,
  revision: { applied: null, attempted: null, source: null },
});

const CASES: readonly (readonly [string, readonly GraphNode[], readonly Problem[], string])[] = [
  ["nothing there", [], [], "No Kustomizations yet."],
  ["all ready", [node("a/a"), node("a/b")], [], "Everything is ready. | All 2 Kustomizations."],
  ["one ready", [node("a/a")], [], "Everything is ready. | 1 Kustomization."],
  [
    "moving",
    [node("a/a", { state: "progressing" }), node("a/b", { state: "progressing" }), node("a/c")],
    [],
    "2 are progressing. | 1 of 3 is ready.",
  ],
  [
    "a little of everything, without a problem",
    [
      node("a/a", { state: "blocked" }),
      node("a/b", { state: "terminating" }),
      node("a/c", { state: "suspended" }),
      node("a/d", { state: "unknown" }),
    ],
    [],
    "1 waits, 1 is being deleted, 1 is suspended, 1 has not reported. | 0 of 4 are ready.",
  ],
  ["only hidden", [node("a/a", { state: "hidden" })], [], "Nothing is held up. | 0 of 1 are ready."],
  [
    "a failure that others wait for",
    [failed, blocked, node("a/a")],
    [held],
    "main@9f3c2e1 is held up in wave 2. | 1 of 3 waits, 1 is ready.",
  ],
  [
    "a missing one takes the revision of those who wait, and is not counted",
    [absent, blocked, node("a/a"), node("a/b")],
    [problem("missing", ["apps/redis"], { blocked: [id("apps/orders")] })],
    "main@9f3c2e1 is held up in wave 0. | 1 of 3 waits, 2 are ready.",
  ],
  [
    "the revision wanted, not the one that runs",
    [{ ...failed, revision: { applied: OLD_REVISION, attempted: REVISION, source: null } }, blocked],
    [held],
    "main@9f3c2e1 is held up in wave 2. | 1 of 2 waits, 0 are ready.",
  ],
  [
    "no revision known",
    [
      { ...failed, revision: absent.revision },
      { ...blocked, revision: absent.revision },
    ],
    [held],
    "The rollout is held up in wave 2. | 1 of 2 waits, 0 are ready.",
  ],
  ["a cause out of sight", [blocked], [held], "main@9f3c2e1 is held up. | 1 of 1 waits, 0 are ready."],
  [
    "nobody waits",
    [failed, node("a/a")],
    [problem("failed", ["data/postgres"])],
    "1 problem, nothing waits for it. | 1 of 2 is ready.",
  ],
  [
    "nobody waits for several",
    [failed, node("a/a"), node("a/b")],
    [problem("failed", ["data/postgres"]), problem("suspended", ["a/a"])],
    "2 problems, nothing waits for them. | 2 of 3 are ready.",
  ],
];

describe("toVerdict", () => {
  it.each(CASES)("%s", (_, nodes, problems, expected) => {
    const { subject, lead, rest } = toVerdict(snapshot(nodes, [], { problems }));
    const first = subject === null ? lead : `${subject} ${lead}`;
    expect(rest === "" ? first : `${first} | ${rest}`).toBe(expected);
  });

  it("is brief by leaving out who is ready, and only where others wait", () => {
    expect(toVerdict(snapshot([failed, blocked], [], { problems: [held] })).brief).toBe("1 of 2 waits.");
    expect(toVerdict(snapshot([node("a/a")])).brief).toBe("1 Kustomization.");
  });
});
