import { describe, expect, it } from "vitest";
import { toFailureWords } from "./failure-words.ts";

describe("toFailureWords", () => {
  it.each([
    [
      "HealthCheckFailed",
      "health check failed after 5m0s: timeout waiting for: [Cluster/data/orders-db status: 'InProgress']",
      "Health check failed on orders-db",
      "failed its health check on Cluster orders-db",
    ],
    [
      "HealthCheckFailed",
      "health check failed after 5m0s: timeout waiting for: [Deployment/a/x status: 'InProgress', Job/a/y status: 'Failed', Node/z status: 'NotFound']",
      "Health check failed on x and 2 more",
      "failed its health check on Deployment x and 2 more",
    ],
    [
      "HealthCheckFailed",
      "health check failed after 2s: failed early due to stalled resources: [Kustomization/apps/child status: 'Failed']",
      "Health check failed on child",
      "failed its health check on Kustomization child",
    ],
    ["HealthCheckFailed", "something new", "Health check failed", "failed its health check"],
    [
      "ArtifactFailed",
      "kustomization path not found: stat /tmp/x/apps: no such file or directory",
      "Path not found",
      "found nothing at its path",
    ],
    [
      "ArtifactFailed",
      "Source artifact not found, retrying in 30s",
      "Source has no artifact",
      "found no artifact at its source",
    ],
    [
      "ArtifactFailed",
      'gitrepositories.source.toolkit.fluxcd.io "fleet" not found',
      "Source does not exist",
      "did not find its source",
    ],
    ["ArtifactFailed", "connection refused", "Source could not be fetched", "could not fetch its source"],
    ["BuildFailed", "kustomize build failed: accumulating resources", "Build failed", "could not be built"],
    [
      "ReconciliationFailed",
      "Deployment/apps/web dry-run failed (Forbidden): deployments.apps is forbidden",
      "Apply failed on web",
      "could not be applied",
    ],
    ["ReconciliationFailed", "Namespace/apps dry-run failed: denied", "Apply failed on apps", "could not be applied"],
    ["ReconciliationFailed", "unable to create client", "Apply failed", "could not be applied"],
    ["PruneFailed", "", "Clean-up failed", "could not remove what is no longer declared"],
    [
      "InvalidCELExpression",
      "failed to compile",
      "Invalid expression",
      "was refused for an expression that does not compile",
    ],
    ["AccessDenied", "can't access 'GitRepository/a/b'", "Source refused", "was refused its source"],
    ["SomethingNobodyKnows", "", "Something nobody knows", "failed"],
    ["", "", "Failed", "failed"],
  ])("%s: %s", (reason, message, headline, clause) => {
    expect(toFailureWords({ reason, message })).toEqual({ headline, clause });
  });
});
