import { describe, expect, it } from "vitest";
import type { ClusterStatus, ScopeStatus, Snapshot } from "#lib/graph/model.ts";
import type { Connection } from "./live-graph.ts";
import { findMainFace, findNotices } from "./main-face.ts";
import { SAMPLE } from "./snapshot.test-support.ts";

const STREAM: Connection = { transport: "stream", contactAt: null, error: null };

function scope(state: ScopeStatus["state"], kind = "Kustomization"): ScopeStatus {
  return { kind, namespace: null, state, message: `${kind} ${state}`, fix: `mend ${state}` };
}

function cluster(connection: ClusterStatus["connection"], ...scopes: ScopeStatus[]): ClusterStatus {
  const message = connection === "live" ? "" : "it does not answer";
  return { id: "prod", connection, since: "2026-03-01T11:00:00Z", message, fix: "start it", scopes };
}

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
    ["no permission", [cluster("live", scope("forbidden"))], "forbidden", "Kustomization forbidden"],
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

describe("findNotices", () => {
  it("tells of lost clusters and unreadable kinds, not of kinds of source that are not installed", () => {
    const notices = findNotices([
      cluster("disconnected", scope("forbidden", "Event"), scope("not-installed", "Bucket"), scope("ok")),
      cluster("live", scope("not-installed")),
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      "it does not answer",
      "Event forbidden",
      "Kustomization not-installed",
    ]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(3);
  });
});
