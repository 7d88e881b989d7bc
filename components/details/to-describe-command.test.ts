import { expect, it } from "vitest";
import type { WaitedObject } from "#lib/graph/model.ts";
import { toDescribeCommand } from "./to-describe-command.ts";

const object: WaitedObject = {
  group: "postgresql.cnpg.io",
  kind: "Cluster",
  namespace: "data",
  name: "orders-db",
  status: "InProgress",
};
const commands = [
  { tool: "flux", what: "", line: "flux reconcile kustomization x -n a --context wrong" },
  {
    tool: "kubectl",
    what: "",
    line: "kubectl describe kustomizations.kustomize.toolkit.fluxcd.io x -n a --context 'my eu'",
  },
] as const;

it.each([
  ["a custom resource", {}, "kubectl describe cluster.postgresql.cnpg.io orders-db -n data --context 'my eu'"],
  ["of the core", { group: "", kind: "Pod" }, "kubectl describe pod orders-db -n data --context 'my eu'"],
  ["without a namespace", { namespace: "" }, "kubectl describe cluster.postgresql.cnpg.io orders-db --context 'my eu'"],
  ["of an unknown group", { group: null }, null],
  ["whose name a shell would take apart", { name: "a;rm -rf x" }, null],
])("%s", (_, given, expected) => {
  expect(toDescribeCommand({ ...object, ...given }, [...commands])).toBe(expected);
});

it("names no context where none is known", () => {
  expect(toDescribeCommand(object, [])).toBe("kubectl describe cluster.postgresql.cnpg.io orders-db -n data");
});
