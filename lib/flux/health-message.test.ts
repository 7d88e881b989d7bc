import { describe, expect, it } from "vitest";
import { parseUnhealthyObjects } from "./health-message.ts";

const words = (message: string) =>
  parseUnhealthyObjects(message).map(({ kind, namespace, name, status }) => `${kind} ${namespace} ${name} ${status}`);

describe("parseUnhealthyObjects", () => {
  it.each<[string, string[]]>([
    [
      "health check failed after 1m0s: timeout waiting for: [Deployment/apps/web status: 'InProgress']",
      ["Deployment apps web InProgress"],
    ],
    [
      "health check failed after 30s: timeout waiting for: [Deployment/apps/web status: 'InProgress', StatefulSet/data/db status: 'NotFound']",
      ["Deployment apps web InProgress", "StatefulSet data db NotFound"],
    ],
    [
      "health check failed after 2s: failed early due to stalled resources: [Kustomization/apps/child status: 'Failed']",
      ["Kustomization apps child Failed"],
    ],
    [
      "health check failed after 2s: timeout waiting for: [ClusterRole/system:node status: 'Terminating']",
      ["ClusterRole  system:node Terminating"],
    ],
    [
      "timeout waiting for: [Job/x/migrate status: 'Failed': backoff, limit/3 reached, Pod/x/y status: 'InProgress']",
      ["Job x migrate Failed", "Pod x y InProgress"],
    ],
    [
      "timeout waiting for: [can't determine status for Widget/x/w, Pod/x/y status: 'InProgress']",
      ["Widget x w Unknown", "Pod x y InProgress"],
    ],
    ["timeout waiting for: [can't determine status for Widget/x/w]", ["Widget x w Unknown"]],
    ["kustomize build failed: Deployment/x/y status: 'Failed'", []],
    ["", []],
  ])("%s", (message, expected) => expect(words(message)).toEqual(expected));

  it("reads a message of 32 kB at once, whatever is in it", { timeout: 30_000 }, () => {
    for (const part of ["A", "A/", "[A/b ", "Deployment/apps/web status: 'InProgress', "]) {
      const message = `timeout waiting for: [${part.repeat(32_768 / part.length)}`;
      const began = performance.now();
      parseUnhealthyObjects(message);
      expect(performance.now() - began).toBeLessThan(3_000);
    }
  });
});
