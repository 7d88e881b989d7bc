import { expect, it } from "vitest";
import { cause, node, snapshot } from "#components/problems/graph.test-support.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findChecked } from "./find-checked.ts";

const waitsFor = [{ group: "", kind: "Pod", namespace: "a", name: "x", status: "InProgress" }];
const sick = node("a/sick", { state: "failed", waitsFor });
const broken = node("a/broken", { state: "failed" });
const blocked = (...names: string[]) =>
  node("a/me", { state: "blocked", causes: names.map((name) => cause("failed", name)) });
const find = (of: typeof sick) => findChecked(of, indexSnapshot(snapshot([sick, broken, of])))?.name;

it.each([
  ["its own", sick, "sick"],
  ["that of its cause", blocked("a/sick"), "sick"],
  ["that of its second cause, where the first has none", blocked("a/broken", "a/sick"), "sick"],
  ["its own before its cause's", { ...blocked("a/sick"), waitsFor }, "me"],
  ["none", blocked("a/broken"), undefined],
  ["none of a cause out of sight", blocked("b/gone"), undefined],
])("finds %s", (_, of, expected) => {
  expect(find(of)).toBe(expected);
});
