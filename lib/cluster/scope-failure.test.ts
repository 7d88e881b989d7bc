import { describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { ApiError } from "./api-error.ts";
import { toScopeReport } from "./scope-failure.ts";

const BUCKET = SOURCE_KINDS.find(({ kind }) => kind === "Bucket") ?? KUSTOMIZATION;
const forbidden = (words: string) => new ApiError("forbidden", `The API server does not allow this (403): ${words}.`);
const refusal = (user: string, verb = "list") =>
  `kustomizations.kustomize.toolkit.fluxcd.io is forbidden: User "${user}" cannot ${verb} resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" at the cluster scope`;

describe("a scope that is forbidden", () => {
  it("names the rule that is lacking, where, and for whom", () => {
    const report = toScopeReport(KUSTOMIZATION, "team-a", forbidden(refusal("jane")));
    expect(report).toMatchObject({
      state: "forbidden",
      fix: "Ask the cluster's administrator to allow get, list, watch on kustomizations.kustomize.toolkit.fluxcd.io in the namespace team-a for jane.",
      lacks: {
        apiGroup: "kustomize.toolkit.fluxcd.io",
        resource: "kustomizations",
        verbs: ["get", "list", "watch"],
        user: "jane",
      },
    });
  });

  it.each([
    ["jane", "jane"],
    ["system:serviceaccount:flux-system:headwater", "system:serviceaccount:flux-system:headwater"],
    ["https://id.example.com#a&amp;b&lt;c&gt;", "https://id.example.com#a&b<c>"],
    [String.raw`CN=\"a\\b\", with spaces`, String.raw`CN="a\b", with spaces`],
    ["", ""],
  ])("reads the user %s as the API server means it", (written, user) => {
    expect(toScopeReport(KUSTOMIZATION, null, forbidden(refusal(written))).lacks?.user).toBe(user);
  });

  it("asks for watch alone where list is allowed", () => {
    expect(toScopeReport(KUSTOMIZATION, null, forbidden(refusal("jane", "watch"))).lacks?.verbs).toEqual(["watch"]);
  });

  it("does without the name where the server does not say it", () => {
    const report = toScopeReport(EVENT, null, forbidden("no"));
    expect(report.lacks).toEqual({ apiGroup: "", resource: "events", verbs: ["get", "list", "watch"], user: null });
    expect(report.fix).toMatch(/allow get, list, watch on events in all namespaces\.$/);
  });
});

describe("a scope of a kind that there is not", () => {
  it("says which version is wanted", () => {
    const report = toScopeReport(BUCKET, null, new ApiError("not-found", "no"));
    expect(report).toMatchObject({
      state: "not-installed",
      message: expect.stringContaining("source.toolkit.fluxcd.io/v1"),
    });
    expect(report.lacks).toBeUndefined();
  });
});
