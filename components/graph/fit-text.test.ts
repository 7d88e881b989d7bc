import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextFitter } from "./fit-text.ts";

/** Each letter is 7 wide. */
const measure = (text: string) => text.length * 7;

describe("TextFitter", () => {
  it.each([
    ["short", 100, "short"],
    ["a-name-that-is-long", 70, "a-name-th…"],
    ["abc", 13, ""],
    ["abc", 14, "a…"],
    ["x".repeat(253), 140, `${"x".repeat(19)}…`],
    ["abc", 0, ""],
    ["abc", -5, ""],
  ])("%s in %i is %s", (text, width, expected) => {
    expect(new TextFitter(measure).fit(text, "12px", width)).toBe(expected);
  });

  it("never gives more than has room, nor less than would have", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(300), (text, width) => {
        const fitted = new TextFitter(measure).fit(text, "12px", width);
        expect(measure(fitted)).toBeLessThanOrEqual(width);
        if (fitted !== text && fitted !== "")
          expect(measure(`${text.slice(0, fitted.length)}…`)).toBeGreaterThan(width);
      }),
    );
  });

  it("measures a text once", () => {
    let measured = 0;
    const fitter = new TextFitter((text) => {
      measured += 1;
      return measure(text);
    });
    for (let turn = 0; turn < 5; turn++) fitter.fit("a-name-that-is-long", "12px", 70.2);
    const once = measured;
    fitter.fit("a-name-that-is-long", "12px", 70.9);
    expect(measured).toBe(once);
    fitter.fit("a-name-that-is-long", "11px", 70);
    expect(measured).toBeGreaterThan(once);
  });
});
