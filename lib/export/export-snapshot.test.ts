import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { EXPORT_FORMATS, type ExportFormat, exportSnapshot } from "./export-snapshot.ts";
import { fleetOf, snapshotOf } from "./graphs.test-support.ts";
import { MERMAID_LIMITS } from "./to-mermaid.ts";

const write = (snapshot: Snapshot, format: ExportFormat, origin: "cluster" | "manifests" = "cluster") =>
  exportSnapshot(snapshot, format, { origin, engine: new LayeredEngine() });

const troubled = snapshotOf([
  ks("crds"),
  ks("db", {
    dependsOn: ["crds"],
    ready: { status: "False", reason: "HealthCheckFailed", message: 'not <ready> & "so"' },
  }),
  ks("web", { dependsOn: ["db", "other/gone"], ready: blockedBy("default/db") }),
  ks("one", { dependsOn: ["two"], ready: blockedBy("default/two") }),
  ks("two", { dependsOn: ["one"], ready: blockedBy("default/one") }),
  ks("held", { spec: { suspend: true } }),
]);

/** Whether every element that is opened is closed, in turn, and no text holds what XML forbids. */
function findXmlFault(text: string): string | null {
  const open: string[] = [];
  for (const [, content, closing, name = "", attributes = "", empty] of text.matchAll(
    /([^<]*)<(\/)?([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/)?>/g,
  )) {
    if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(`${content}${attributes}`)) return `bare & near ${name}`;
    if (closing !== undefined) {
      if (open.pop() !== name) return `</${name}> closes what is not open`;
    } else if (empty === undefined) open.push(name);
  }
  return open.length === 0 ? null : `${open.join(" ")} is not closed`;
}

/** What XML 1.0 has no place for. */
function isForbidden(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code < 0x20 && !"\t\n\r".includes(letter)) || (code >= 0xd800 && code < 0xe000);
}

describe.each(EXPORT_FORMATS)("exportSnapshot as %s", (format) => {
  it("gives the same for the same", () => {
    expect(write(sampleSnapshot(), format)).toBe(write(sampleSnapshot(), format));
  });

  it("names every node", () => {
    const text = write(sampleSnapshot(), format);
    expect(sampleSnapshot().nodes.filter(({ name }) => !text.includes(name))).toEqual([]);
  });

  it("writes a graph without nodes", () => {
    const text = write(snapshotOf([]), format);
    if (format === "json") expect(JSON.parse(text)).toMatchObject({ nodes: [], edges: [] });
    else expect(text).toMatchSnapshot();
  });
});

describe("Mermaid", () => {
  it("is as expected", () => expect(write(troubled, "mermaid")).toMatchSnapshot());
  it("has no states for manifests, but what they say themselves", () =>
    expect(write(troubled, "mermaid", "manifests")).toMatchSnapshot());

  it("can be grouped by wave", () => {
    const text = exportSnapshot(troubled, "mermaid", {
      origin: "cluster",
      grouping: "wave",
      engine: new LayeredEngine(),
    });
    expect(text.match(/\["Wave \d"\]/g)).toEqual(['["Wave 0"]', '["Wave 1"]', '["Wave 2"]']);
  });

  it.each([600, 3_000])("of %i stays within what Mermaid draws, and says what is missing", (count) => {
    const text = write(snapshotOf(fleetOf(count)), "mermaid");
    expect(text.length).toBeLessThanOrEqual(MERMAID_LIMITS.characters);
    expect(text.match(/-->/g)?.length).toBeLessThanOrEqual(MERMAID_LIMITS.edges);
    const shown = text.match(/^ {4}N_.*:::ready$/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(100);
    expect(text).toContain(`${count - shown} more`);
  });
});

describe("DOT", () => {
  it("is as expected", () => expect(write(troubled, "dot")).toMatchSnapshot());

  it("closes every string, whatever is in it", () => {
    const odd = snapshotOf([ks('a"b\\', { namespace: "n\nm" })]);
    expect(write(odd, "dot")).toContain(String.raw`"Kustomization/n\nm/a\"b\\" [label="a\"b\\\nn\nm\nReady"`);
  });
});

describe("SVG", () => {
  it("is well-formed, whatever the names are", () => {
    const text = fc.string({ unit: fc.constantFrom(..."a<>&\"'\u0000\u001f\ud800é]"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (name, message) => {
        const odd = snapshotOf([
          ks(name, { ready: { status: "False", reason: "X", message } }),
          ks("b", { dependsOn: ["a"] }),
        ]);
        const svg = write(odd, "svg");
        expect(findXmlFault(svg)).toBeNull();
        expect([...svg].filter(isForbidden)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("has a title and a description, and takes nothing from elsewhere", () => {
    const svg = write(troubled, "svg");
    expect(findXmlFault(svg)).toBeNull();
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title desc">\n<title id="title">/);
    expect(svg).toContain("6 Kustomizations");
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<script|@import|<image/);
    expect(svg).toContain("@media (prefers-color-scheme:dark)");
  });

  it("draws each edge by its state", () => {
    const looks = [...write(troubled, "svg").matchAll(/class="edge (\w+)"/g)].map(([, look]) => look);
    expect(looks).toEqual(["satisfied", "blocking", "missing", "cycle", "cycle"]);
    const planned = [...write(troubled, "svg", "manifests").matchAll(/class="edge (\w+)"/g)].map(([, look]) => look);
    expect(planned).toEqual(["planned", "planned", "missing", "cycle", "cycle"]);
  });

  it("says the controller's words of a node to whoever asks, escaped", () => {
    expect(write(troubled, "svg")).toContain("default/db, Failed, blocks 1. not &lt;ready&gt; &amp; &quot;so&quot;");
  });

  it("shortens what does not fit its card", () => {
    const long = "a".repeat(253);
    const svg = write(snapshotOf([ks(long)]), "svg");
    expect(svg).toMatch(/<text class="name"[^>]*>a{10,30}…</);
    expect(svg).toContain(`<title>default/${long}`);
  });

  it("tells the clusters apart where there are several", () => {
    const both = snapshotOf([ks("web")], ["east", "west"]);
    expect(write(both, "svg").match(/(?:east|west) · default/g)).toEqual(["east · default", "west · default"]);
    expect(write(both, "mermaid")).toContain('["west · default"]');
  });
});

describe("JSON", () => {
  it("is the snapshot", () =>
    expect(JSON.parse(write(troubled, "json"))).toEqual(JSON.parse(JSON.stringify(troubled))));
});
