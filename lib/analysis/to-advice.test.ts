import { describe, expect, it } from "vitest";
import { gitRepository, type KsOptions, ks, NOW, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import { buildSnapshot } from "./build-snapshot.ts";

function advise(options: KsOptions): string | undefined {
  const cluster = {
    cluster: "test",
    idPrefix: null,
    kustomizations: [ks("a", options)],
    sources: [gitRepository("fleet", REVISION_1)],
    events: [],
    failures: new Map(),
    absenceOf: () => "missing" as const,
  };
  return buildSnapshot({ clusters: [cluster], statuses: [], now: NOW, revision: "1" }).problems[0]?.advice;
}

function unhealthy(objects: string, wait = false): KsOptions {
  const message = `health check failed after 1m0s: timeout waiting for: [${objects}]`;
  return { spec: { wait }, ready: { status: "False", reason: "HealthCheckFailed", message } };
}

function withoutSource(kind: string): KsOptions {
  const message = `${kind}.source.toolkit.fluxcd.io "gone" not found`;
  const sourceRef = { kind, name: "gone", namespace: "flux-system" };
  return { spec: { sourceRef }, ready: { status: "False", reason: "ArtifactFailed", message } };
}

function failed(reason: string, message = "words"): KsOptions {
  return { ready: { status: "False", reason, message } };
}

describe("what a person may do", () => {
  it.each<[string, KsOptions, string]>([
    [
      "an object that does not become ready",
      unhealthy("Deployment/default/web status: 'InProgress'"),
      "Look at Deployment default/web: it does not become ready.",
    ],
    [
      "two of them",
      unhealthy("Deployment/default/web status: 'InProgress', Job/default/run status: 'Failed'"),
      "Look at Deployment default/web and 1 more: they do not become ready.",
    ],
    [
      "an object that healthChecks name and that is not there",
      unhealthy("Deployment/default/web status: 'NotFound'"),
      "Create Deployment default/web, which does not exist, or take it out of spec.healthChecks.",
    ],
    [
      "one that it applied itself, and others",
      unhealthy("Deployment/default/web status: 'NotFound', Job/default/run status: 'Failed'", true),
      "Create Deployment default/web, which does not exist; then look at 1 more.",
    ],
    [
      "a source that is not there",
      withoutSource("GitRepository"),
      "Create GitRepository flux-system/gone, or mend the sourceRef of those that name it.",
    ],
    [
      "a source that a controller makes",
      withoutSource("ExternalArtifact"),
      "Look at what should make ExternalArtifact flux-system/gone, such as an ArtifactGenerator, or mend the sourceRef of those that name it.",
    ],
    [
      "a source of another namespace that is forbidden",
      failed("AccessDenied"),
      "Let it use a source of its own namespace, or allow references across namespaces.",
    ],
    [
      "an expression",
      failed("InvalidCELExpression"),
      "Mend the expression: the controller does not try again before the object changes.",
    ],
    [
      "anything else",
      failed("ReconciliationFailed"),
      "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once.",
    ],
  ])("about %s", (_, options, advice) => expect(advise(options)).toBe(advice));
});
