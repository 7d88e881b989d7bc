import { describe, expect, it } from "vitest";
import type { ClusterStatus, Snapshot } from "#lib/graph/model.ts";
import type { Connection } from "./live-graph.ts";
import { findMainFace } from "./main-face.ts";
import { cluster, scope } from "./scopes.test-support.ts";
import { SAMPLE } from "./snapshot.test-support.ts";

const STREAM: Connection = { transport: "stream", contactAt: null, error: null };

function without(...clusters: ClusterStatus[]): Snapshot {
  return { ...SAMPLE, nodes: [], edges: [], clusters };
}

describe("findMainFace", () => {
  it("shows the graph where there is one, whatever else is wrong", () => {
    const troubled = { ...SAMPLE, clusters: [cluster("disconnected", scope("forbidden"))] };
    expect(findMainFace(troubled, { ...STREAM, transport: "lost" })).toBeNull();
  });

  it.each<[string, ClusterStatus[], string, string]>([
    ["a cluster that does not answer", [cluster("disconnected")], "disconnected", "it does not answer"],
    [
      "no permission",
      [cluster("live", scope("forbidden"))],
      "forbidden",
      "jane may not read Kustomizations in all namespaces.",
    ],
    ["no Flux", [cluster("live", scope("not-installed"))], "not-installed", "Kustomization not-installed"],
    ["an unreadable kind", [cluster("live", scope("error"))], "error", "Kustomization error"],
    ["a source that is not installed", [cluster("live", scope("ok"), scope("not-installed", "Bucket"))], "empty", ""],
    ["a first list on its way", [cluster("live", scope("loading"))], "loading", ""],
    ["a first connection on its way", [cluster("connecting")], "loading", ""],
    ["no Kustomizations", [cluster("live", scope("ok"))], "empty", ""],
    ["one good and one lost cluster", [cluster("live", scope("ok")), cluster("disconnected")], "disconnected", ""],
  ])("has a face for %s", (_case, clusters, kind, message) => {
    const face = findMainFace(without(...clusters), STREAM);
    expect(face?.kind).toBe(kind);
    expect(face?.message).toContain(message);
  });

  it("names the rule that is lacking, another way out, and the server's words", () => {
    const face = findMainFace(without(cluster("live", scope("forbidden"), scope("forbidden", "Event"))), STREAM);
    expect(face).toMatchObject({
      title: "Not allowed to read this cluster",
      message: "jane may not read Kustomizations and Events in all namespaces.",
      fix: "Ask whoever administers the cluster to apply this:",
      words: "Kustomization forbidden",
    });
    expect(face?.manifest).toContain("resources: [kustomizations]");
    expect(face?.manifest).toContain("resources: [events]");
    expect(face?.otherwise).toContain("HEADWATER_NAMESPACES");
  });

  it("says that there is nothing in the namespaces that may be read, where that is so", () => {
    const scopes = [scope("ok", "Kustomization", "a"), scope("forbidden", "Kustomization", "b")];
    const face = findMainFace(without(cluster("live", ...scopes)), STREAM);
    expect(face).toMatchObject({ kind: "forbidden", title: "Nothing in the namespaces that may be read" });
    expect(face?.manifest).toContain("namespace: b");
    expect(face?.otherwise).toBeUndefined();
  });

  it("says the server's own advice where it does not tell which rule lacks", () => {
    const { lacks: _, ...bare } = scope("forbidden");
    const face = findMainFace(without(cluster("live", bare)), STREAM);
    expect(face).toMatchObject({ message: "Headwater may not read Kustomizations in all namespaces.", fix: bare.fix });
    expect(face?.manifest).toBeUndefined();
  });

  it.each([
    ["prod", ["flux check --pre --context prod", "flux install --context prod"]],
    ["in-cluster", ["flux check --pre", "flux install"]],
    ["it's $(odd)", ["flux check --pre", "flux install"]],
  ])("gives the commands that install Flux into %s", (id, commands) => {
    const face = findMainFace(without({ ...cluster("live", scope("not-installed")), id }), STREAM);
    expect(face?.commands).toEqual(commands);
  });

  it.each([
    [[null], "in it."],
    [["a"], "in the namespace a."],
    [["a", "b"], "in a and b."],
  ])("says where it looked when there is nothing: %j", (namespaces, where) => {
    const scopes = namespaces.map((namespace) => scope("ok", "Kustomization", namespace));
    expect(findMainFace(without(cluster("live", ...scopes)), STREAM)?.message).toContain(where);
  });

  it("loads until the connection is given up, and then says why", () => {
    expect(findMainFace(null, { ...STREAM, transport: "connecting" })?.kind).toBe("loading");
    const error = { type: "about:blank", title: "Starting", status: 503, detail: "Not yet.", fix: "Wait." };
    expect(findMainFace(null, { transport: "lost", contactAt: null, error })).toEqual({
      kind: "unreachable",
      title: "Starting",
      message: "Not yet.",
      fix: "Wait.",
    });
  });
});
