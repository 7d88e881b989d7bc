import { describe, expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { parseWatchEvent } from "./watch-event.ts";

describe("parseWatchEvent", () => {
  const metadata = { name: "a", namespace: "n", resourceVersion: "5", managedFields: [] };
  it.each([
    ["{", "garbage"],
    ["null", "garbage"],
    ['{"type":"ADDED"}', "garbage"],
    [JSON.stringify({ type: "ADDED", object: { metadata: { name: "a" } } }), "garbage"],
    [JSON.stringify({ type: "BOOKMARK", object: {} }), "garbage"],
    [JSON.stringify({ type: "BOOKMARK", object: { metadata: { resourceVersion: "9" } } }), "bookmark"],
    [JSON.stringify({ type: "ADDED", object: { metadata } }), "applied"],
    [JSON.stringify({ type: "MODIFIED", object: { metadata } }), "applied"],
    [JSON.stringify({ type: "DELETED", object: { metadata } }), "deleted"],
    [JSON.stringify({ type: "ERROR", object: "what" }), "garbage"],
    [JSON.stringify({ type: "ERROR", object: { kind: "Status", code: 410 } }), "error"],
  ])("%s is %s", (line, type) => expect(parseWatchEvent(KUSTOMIZATION, line).type).toBe(type));
});
