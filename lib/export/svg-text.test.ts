import { describe, expect, it } from "vitest";
import { escapeXml, fitText, fitTextEnd } from "./svg-text.ts";

describe("escapeXml", () => {
  it.each([
    [`<a href="x">'&'</a>`, "&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;"],
    ["a\u0000b\u001bc\ufffe", "a\ufffdb\ufffdc\ufffd"],
    ["\ud800 alone", "\ufffd alone"],
    ["größe 😀\tok\n", "größe 😀\tok\n"],
  ])("writes %j as %j", (text, expected) => expect(escapeXml(text)).toBe(expected));
});

describe("fitText", () => {
  it.each([
    ["short", 100, "short", "short"],
    ["a-rather-long-name", 57, "a-rather-…", "…long-name"],
    ["a-rather-long-name", 1, "…", "…"],
    ["😀😀😀😀", 12, "😀…", "…😀"],
    ["", 10, "", ""],
  ])("of %j in %i px keeps what there is room for", (text, width, head, tail) => {
    expect(fitText(text, 10, width)).toBe(head);
    expect(fitTextEnd(text, 10, width)).toBe(tail);
  });
});
