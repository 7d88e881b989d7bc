import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { parseContinueToken, toContinueToken } from "./continue-token.ts";

describe("continue tokens", () => {
  it("property: give back what was put in", () => {
    const version = fc.option(fc.integer({ min: 1 }));
    const key = fc.stringMatching(/^[a-z0-9./-]{1,80}$/);
    fc.assert(
      fc.property(version, key, (resourceVersion, lastKey) => {
        const token = toContinueToken({ resourceVersion, lastKey });
        expect(parseContinueToken(token)).toEqual({ resourceVersion, lastKey });
        expect(token).toMatch(/^[\w-]+$/);
      }),
    );
  });

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it.each([
    ["%%%", "continue key is not valid"],
    [encode("text"), "continue key is not valid"],
    [encode({ v: "v2", rv: 1, start: "a" }), "server does not recognize this encoded version v2"],
    [encode({ v: "meta.k8s.io/v1", rv: 0, start: "a" }), "incorrect encoded start resourceVersion"],
    [encode({ v: "meta.k8s.io/v1", rv: 1, start: "" }), "encoded start key empty"],
  ])("refuses %s", (token, message) => {
    expect(() => parseContinueToken(token)).toThrow(message);
  });
});
