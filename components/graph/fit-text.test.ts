import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { CommonStarts } from "./common-starts.ts";
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

  it.each([
    ["goatcounter-app", 70, "goatco…app"],
    ["goatcounter-pvc", 70, "goatco…pvc"],
    ["goatcounter-pvc", 35, "g…pvc"],
    ["goatcounter-pvc", 28, "…pvc"],
    ["goatcounter-pvc", 105, "goatcounter-pvc"],
    ["1-core-cilium", 84, "…core-cilium"],
    ["1-core-cilium", 49, "…cilium"],
    ["1-core-cert-manager", 70, "…cert-man…"],
    ["1-core-dns", 56, "…ore-dns"],
    ["redis", 28, "red…"],
    ["redis", 7, ""],
  ])("keeps what is %s's own in %i: %s", (text, width, expected) => {
    const names = ["goatcounter-app", "goatcounter-pvc", "1-core-cilium", "1-core-cert-manager", "1-core-dns", "redis"];
    const stem = new CommonStarts(() => names).findStem(text);
    expect(new TextFitter(measure).fit(text, "12px", width, stem)).toBe(expected);
  });

  it("never gives more than has room, nor less than would have", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(300), (text, width) => {
        const fitted = new TextFitter(measure).fit(text, "12px", width);
        expect(measure(fitted)).toBeLessThanOrEqual(width);
        if (fitted !== text && fitted !== "")
          expect(measure(`${text.slice(0, fitted.length)}…`)).toBeGreaterThan(width);
        for (const isFamily of [true, false]) {
          const apart = new TextFitter(measure).fit(text, "12px", width, { length: text.length >> 1, isFamily });
          expect(measure(apart)).toBeLessThanOrEqual(width);
          expect(apart === "").toBe(fitted === "");
        }
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
