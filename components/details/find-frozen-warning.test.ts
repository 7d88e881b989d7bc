import { expect, it } from "vitest";
import { node, problem } from "#components/problems/graph.test-support.ts";
import { findFrozenWarning } from "./find-frozen-warning.ts";

const web = node("apps/web", { behind: true });

it.each([
  [
    "a cycle",
    problem("frozen", ["m/a", "m/b"], { behind: [web.id] }),
    "New revisions of GitRepository fleet are not pushed to it, because a, b wait for each other: reconcile it by hand, or cut that cycle.",
  ],
  [
    "a dependency on itself",
    problem("frozen", ["m/a"], { behind: [web.id] }),
    "New revisions of GitRepository fleet are not pushed to it, because a depends on itself: reconcile it by hand, or cut that cycle.",
  ],
  ["nothing of who is not left behind", problem("frozen", ["m/a"]), null],
  ["nothing of other troubles", problem("cycle", ["m/a"], { behind: [web.id] }), null],
])("tells of %s", (_, given, expected) => {
  expect(findFrozenWarning(web, { problems: [given] })).toBe(expected);
});
