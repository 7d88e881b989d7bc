import { describe, expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ClusterChange, ClusterReader } from "./cluster-reader.ts";
import { FaultWitness, toStates } from "./fault-witness.test-support.ts";
import { simulateReader } from "./simulated-reader.test-support.ts";

const { kind } = KUSTOMIZATION;

function ks(name: string, resourceVersion: string, spec: object = {}, namespace = "flux"): RawObject {
  return { metadata: { name, namespace, resourceVersion }, spec };
}

function holding(...objects: readonly RawObject[]): ClusterReader {
  const { reader } = simulateReader({ kinds: [KUSTOMIZATION] });
  const byKey = new Map(objects.map((object) => [`${object.metadata.namespace}/${object.metadata.name}`, object]));
  return { ...reader, reading: () => ({ ...reader.reading(), objects: new Map([[kind, byKey]]) }) };
}

/** A server that came to have `a` and then `b` too, and what a reader tells of it. */
function witness(namespaces: readonly string[] | null, ...changes: readonly ClusterChange[]): FaultWitness {
  const seen = new FaultWitness([KUSTOMIZATION], namespaces);
  seen.serverHas(KUSTOMIZATION, toStates([ks("a", "1")]));
  seen.serverHas(KUSTOMIZATION, toStates([ks("a", "1"), ks("b", "2"), ks("b", "2", {}, "apps")]));
  for (const change of changes) seen.readerTells(change);
  return seen;
}

const list = (...objects: readonly RawObject[]): ClusterChange => ({ type: "list", kind, objects });
const applied = (object: RawObject): ClusterChange => ({ type: "applied", kind, object });

describe("a witness", () => {
  it.each([
    ["a list that was so", list(ks("a", "1")), 0],
    ["an empty list, as it was in the beginning", list(), 0],
    ["half a list", list(ks("b", "2")), 1],
    ["an object that was so", applied(ks("b", "2")), 0],
    ["an object that never was", applied(ks("ghost", "2")), 1],
    ["a version that never was", applied(ks("a", "2")), 1],
    ["content that was spoilt", applied(ks("a", "1", { note: "\ufffd" })), 1],
  ])("of one namespace is told %s", (_, change, untrue) => {
    expect(witness(["flux"], change).findUntrue()).toHaveLength(untrue);
  });

  it("of all namespaces takes the list of one for half a list", () => {
    const one = list(ks("a", "1"), ks("b", "2"));
    expect(witness(["flux"], one).findUntrue()).toEqual([]);
    expect(witness(null, one).findUntrue()).toHaveLength(1);
  });

  it("of one namespace wants nothing of another", () => {
    expect(witness(["flux"], applied(ks("b", "2", {}, "apps"))).findUntrue()).toHaveLength(1);
  });

  it("finds what a reader holds and has not told, and what it has told and does not hold", () => {
    const seen = witness(["flux"], list(ks("a", "1")));
    expect(seen.findUntold(holding(ks("a", "1")))).toEqual([]);
    expect(seen.findUntold(holding(ks("a", "1"), ks("b", "2")))).toHaveLength(1);
    expect(seen.findUntold(holding())).toHaveLength(1);
    seen.readerTells({ type: "deleted", kind, object: ks("a", "3") });
    expect(seen.findUntold(holding())).toEqual([]);
  });

  it("finds where it is behind the server itself", () => {
    const seen = witness(["flux"]);
    expect(seen.findUnseen(KUSTOMIZATION, toStates([ks("a", "1"), ks("b", "2"), ks("c", "3", {}, "apps")]))).toEqual(
      [],
    );
    expect(seen.findUnseen(KUSTOMIZATION, toStates([ks("a", "1")]))).toHaveLength(1);
  });

  it("tells long contents apart", () => {
    const long = (end: string) => toStates([ks("a", "1", { note: "x".repeat(1_000) + end })]).get("flux/a");
    expect(long("1")).not.toBe(long("2"));
    expect(long("1")?.length).toBeLessThan(100);
  });

  it("finds where a reader is behind the server", () => {
    const seen = witness(["flux"]);
    expect(seen.findStale(holding(ks("a", "1"), ks("b", "2")))).toEqual([]);
    expect(seen.findStale(holding(ks("a", "1"), ks("b", "1")))).toHaveLength(1);
    expect(seen.findStale(holding(ks("a", "1")))).toHaveLength(1);
    expect(seen.findStale(holding(ks("a", "1"), ks("b", "2"), ks("c", "1")))).toHaveLength(1);
  });
});
