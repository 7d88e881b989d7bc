import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { findContinueToken } from "./continue-token.ts";

const item = { metadata: { name: "a", annotations: { note: '"metadata":{"continue":"forged"}}' }, continue: "no" } };
const items = [item, { spec: { metadata: { continue: "nested" } } }];

describe("the token of the next page, in the text of a list", () => {
  it.each<[string, unknown, string | null]>([
    ["of custom resources", { items, kind: "L", metadata: { continue: "abc=", resourceVersion: "7" } }, "abc="],
    ["with a count", { items, metadata: { continue: "a", remainingItemCount: 3, resourceVersion: "7" } }, "a"],
    ["of a kind of its own", { kind: "L", metadata: { resourceVersion: "7", continue: "abc" }, items }, "abc"],
    ["without a next page", { items, kind: "L", metadata: { resourceVersion: "7" } }, null],
    ["with an empty token", { items, kind: "L", metadata: { continue: "", resourceVersion: "7" } }, null],
    ["of a kind of its own without a next page", { kind: "L", metadata: { resourceVersion: "7" }, items }, null],
    ["that ends with the items", { items: [{ metadata: { continue: "nested" } }] }, null],
    ["that is a text", '"metadata":{"continue":"x"}}', null],
  ])("is found in one %s", (_, list, token) => {
    expect(findContinueToken(JSON.stringify(list))).toBe(token);
    expect(findContinueToken(`${JSON.stringify(list)}\n`)).toBe(token);
  });

  it("is that of the parsed list, or none, whatever stands in the objects", () => {
    const metadata = fc.record({ resourceVersion: fc.string(), continue: fc.string() }, { requiredKeys: [] });
    const list = fc.record({ items: fc.array(fc.jsonValue()), metadata });
    fc.assert(
      fc.property(list, fc.boolean(), ({ items: objects, metadata: about }, isLast) => {
        const text = JSON.stringify(isLast ? { items: objects, metadata: about } : { metadata: about, items: objects });
        expect([null, about.continue]).toContain(findContinueToken(text));
      }),
    );
  });
});
