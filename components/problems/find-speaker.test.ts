import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";
import { node, problem, snapshot } from "./graph.test-support.ts";

const source = toObjectId("GitRepository", "flux-system", "fleet");
const index = indexSnapshot(
  snapshot([node("a/ready"), node("a/sick", { state: "failed" }), node("a/worse", { state: "failed" })]),
);

describe("findSpeaker", () => {
  it("is the problem's own node", () => {
    expect(findSpeaker(problem("failed", ["a/worse"]), index)?.name).toBe("worse");
  });

  it("is the first that fails for want of a source", () => {
    expect(findSpeaker({ kind: "source", nodes: [source] }, index)?.name).toBe("sick");
  });

  it("is nobody who reads another source", () => {
    expect(findSpeaker({ kind: "source", nodes: [toObjectId("Bucket", "a", "b")] }, index)).toBeUndefined();
  });

  it("is nobody when the node is out of sight", () => {
    expect(findSpeaker(problem("failed", ["a/gone"]), index)).toBeUndefined();
  });
});
