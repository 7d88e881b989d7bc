import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type Flowchart, toFlowId, writeFlowchart } from "./flowchart.ts";

const chart = (part: Partial<Flowchart>): Flowchart => ({
  comments: [],
  groups: [],
  edges: [],
  nodeStyles: {},
  edgeStyles: {},
  ...part,
});

describe("toFlowId", () => {
  it.each([
    ["apps/web", "N_apps_S_web"],
    ["flux-system/cert-manager", "N_flux_system_S_cert_manager"],
    ["apps/end", "N_apps_S_end"],
    ["a/b.c", "N_a_S_bU2eUc"],
    ["prod:a/b", "N_prodU3aUa_S_b"],
    ["a--b/c", "N_a__b_S_c"],
    ["A/1", "N_U41U_S_1"],
  ])("%s becomes %s", (text, id) => expect(toFlowId("N", text)).toBe(id));

  it("is made of letters, digits and underscores alone, and differs for different texts", () => {
    const name = fc.string({ unit: fc.constantFrom(..."ab-._/S U2e:é\u{1f600}"), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(toFlowId("N", a)).toMatch(/^\w+$/);
        expect(toFlowId("N", a) === toFlowId("N", b)).toBe(a === b);
      }),
    );
  });
});

describe("writeFlowchart", () => {
  it("writes groups, edges, and only the styles that are used", () => {
    const text = writeFlowchart(
      chart({
        comments: ["two\nlines"],
        groups: [{ id: "g", label: "a group", nodes: [{ id: "a", lines: ["a", "Ready"], style: "ready" }] }],
        edges: [
          { from: "a", to: "b", arrow: "-->", style: null },
          { from: "b", to: "a", arrow: "-.->", label: "new", style: "added" },
        ],
        nodeStyles: { ready: "fill:#fff", failed: "fill:#f00" },
        edgeStyles: { added: "stroke:#0f0", removed: "stroke:#f00" },
      }),
    );
    expect(text.split("\n")).toEqual([
      "%% two lines",
      "flowchart LR",
      '  subgraph G_g["a group"]',
      '    N_a["a<br/>Ready"]:::ready',
      "  end",
      "  N_a --> N_b",
      '  N_b -.->|"new"| N_a',
      "  classDef ready fill:#fff",
      "  linkStyle 1 stroke:#0f0",
      "",
    ]);
  });

  it.each([
    ['"quoted"', "#34;quoted#34;"],
    ["<b>&", "#60;b#62;#38;"],
    ["a#b;c", "a#35;b#59;c"],
    ["`x`", "#96;x#96;"],
    ["tab\there", "tab here"],
    ["größe → ok", "größe → ok"],
  ])("writes %s as %s", (label, written) => {
    const text = writeFlowchart(
      chart({ groups: [{ id: "g", label: "g", nodes: [{ id: "n", lines: [label], style: null }] }] }),
    );
    expect(text).toContain(`N_n["${written}"]`);
  });
});
