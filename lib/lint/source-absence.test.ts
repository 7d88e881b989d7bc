import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { ScopeState, ScopeStatus } from "#lib/graph/model.ts";
import { findSourceAbsence } from "./source-absence.ts";

const SOURCE = toObjectId("GitRepository", "flux-system", "fleet", "prod");

function scope(kind: string, namespace: string | null, state: ScopeState): ScopeStatus {
  return { kind, namespace, state, message: "", fix: "" };
}

describe("findSourceAbsence", () => {
  it.each<[string, readonly ScopeStatus[] | null, boolean, string]>([
    ["all objects are given", null, true, "missing"],
    ["manifests are given", null, false, "not-given"],
    ["the kind was read", [scope("GitRepository", null, "ok")], true, "missing"],
    ["the kind is not installed", [scope("GitRepository", null, "not-installed")], true, "missing"],
    ["the kind may not be read", [scope("GitRepository", null, "forbidden")], true, "unknown"],
    ["the kind is still being read", [scope("GitRepository", null, "loading")], true, "unknown"],
    ["reading the kind failed", [scope("GitRepository", null, "error")], true, "unknown"],
    ["only another kind was read", [scope("Bucket", null, "ok")], true, "unknown"],
    [
      "its namespace was read",
      [scope("GitRepository", "apps", "error"), scope("GitRepository", "flux-system", "ok")],
      true,
      "missing",
    ],
    ["only another namespace was read", [scope("GitRepository", "apps", "ok")], true, "unknown"],
  ])("where %s", (_, sourceScopes, complete, absence) => {
    expect(findSourceAbsence(SOURCE, { sourceScopes }, complete)).toBe(absence);
  });

  it("is not known of an ExternalArtifact, which stands in no manifests", () => {
    const artifact = toObjectId("ExternalArtifact", "flux-system", "fleet");
    expect(findSourceAbsence(artifact, { sourceScopes: null }, false)).toBe("unknown");
    expect(findSourceAbsence(artifact, { sourceScopes: null }, true)).toBe("missing");
    expect(findSourceAbsence(artifact, { sourceScopes: [scope("ExternalArtifact", null, "ok")] }, true)).toBe(
      "missing",
    );
  });
});
