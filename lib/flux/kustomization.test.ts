import { describe, expect, it } from "vitest";
import { ks } from "./builders.test-support.ts";
import { fc } from "./fast-check.test-support.ts";
import { parseKustomization } from "./kustomization.ts";
import type { RawObject } from "./metadata.ts";

function parsed(raw: RawObject) {
  const result = parseKustomization(raw);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe("parseKustomization", () => {
  it("reads what it knows", () => {
    const { metadata, spec, status } = parsed(ks("web", { dependsOn: ["data/db"], spec: { wait: true } }));
    expect(metadata.name).toBe("web");
    expect(spec).toMatchObject({ wait: true, suspend: false, interval: "10m" });
    expect(spec.dependsOn).toEqual([{ name: "db", namespace: "data" }]);
    expect(status.conditions[0]).toMatchObject({ type: "Ready", status: "True" });
  });

  it.each([
    ["a suspend that is a word", { suspend: "yes" }, { suspend: false }],
    ["an interval that is a number", { interval: 600 }, { interval: undefined }],
    ["a dependsOn that is no list", { dependsOn: "db" }, { dependsOn: [] }],
    [
      "an entry of dependsOn without a name",
      { dependsOn: [{ name: 1 }, { name: "db" }] },
      { dependsOn: [{ name: "db" }] },
    ],
    [
      "fields from the future",
      { dependsOn: [{ kind: "HelmRelease", name: "db" }], shiny: 1 },
      { dependsOn: [{ name: "db" }] },
    ],
    ["a source without a name", { sourceRef: { kind: "GitRepository" } }, { sourceRef: undefined }],
  ])("does not lose the object over %s", (_, spec, expected) => {
    expect(parsed(ks("web", { spec })).spec).toMatchObject(expected);
  });

  it.each([
    ["no spec", { spec: undefined }, "spec should be an object, but is absent"],
    ["a spec that is a list", { spec: [] }, "spec should be an object, but is a list"],
    ["a status that is text", { status: "ok" }, "status should be an object, but is a string"],
    [
      "conditions that are a map",
      { status: { conditions: {} } },
      "status.conditions should be a list, but is an object",
    ],
  ])("says why it cannot read an object with %s", (_, change, reason) => {
    expect(parseKustomization({ ...ks("web"), ...change })).toEqual({ ok: false, reason });
  });

  it("never throws, whatever the fields hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (spec, status) => {
        const result = parseKustomization({ metadata: { name: "x" }, spec, status });
        expect(typeof result.ok).toBe("boolean");
      }),
    );
  });
});
