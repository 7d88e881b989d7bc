import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import { indexFindings } from "./finding-index.ts";
import type { Finding } from "./model.ts";

const [a, b] = [toObjectId("Kustomization", "x", "a"), toObjectId("Kustomization", "x", "b")];

function finding(rule: string, ...nodes: Finding["nodes"]): Finding {
  return { rule, severity: "info", nodes, message: "", fix: "" };
}

describe("indexFindings", () => {
  it("gives each node what names it, in order, and makes the index once", () => {
    const findings = [finding("first", a, b), finding("second", b)];
    const index = indexFindings(findings);
    expect(index.get(a)).toEqual([findings[0]]);
    expect(index.get(b)).toEqual(findings);
    expect(indexFindings(findings)).toBe(index);
    expect(indexFindings([...findings])).not.toBe(index);
  });

  it("has nothing for a node that none names", () => expect(indexFindings([]).get(a)).toBeUndefined());
});
