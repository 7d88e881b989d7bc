import { describe, expect, it } from "vitest";
import { toExportPath } from "#lib/api/paths.ts";
import { snapshotSchema } from "#lib/api/snapshot.ts";
import { ks } from "#lib/flux/builders.test-support.ts";
import { toExportResponse } from "./export-response.ts";
import { toProblemResponse } from "./problem.ts";
import { FakeReader, startTestRuntime } from "./runtime.test-support.ts";

const failed = { ready: { status: "False", reason: "BuildFailed", message: "kustomize build failed" } } as const;

function startFleet(id = "test") {
  const { runtime, clock, reader } = startTestRuntime({}, [new FakeReader(id)]);
  reader.apply(ks("a", failed), ks("b", { namespace: "apps" }), ks("c", { namespace: "apps", ...failed }));
  clock.advance(100);
  return (path: string) => toExportResponse(runtime, new Request(`http://localhost${path}`));
}

describe("GET /api/export", () => {
  it.each([
    ["json", "application/json", ".json", '"schema": 1'],
    ["dot", "text/vnd.graphviz; charset=utf-8", ".dot", "digraph headwater {"],
    ["mermaid", "text/vnd.mermaid; charset=utf-8", ".mmd", "flowchart LR"],
    ["svg", "image/svg+xml; charset=utf-8", ".svg", "<svg xmlns="],
  ] as const)("gives %s as a file", async (format, type, ending, words) => {
    const response = startFleet()(toExportPath(format, { namespaces: [], states: [] }));
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="headwater-test-\\d{8}-\\d{4}\\${ending}"$`),
    );
    expect(await response.text()).toContain(words);
  });

  it("names the file after the cluster, with what a file's name may hold", () => {
    const header = startFleet('arn:aws:eks/"prod"\n')("/api/export?format=svg").headers.get("content-disposition");
    expect(header).toMatch(/^attachment; filename="headwater-arn-aws-eks-prod--\d{8}-\d{4}\.svg"$/);
  });

  it("lets an SVG that is opened in a browser load and run nothing", () => {
    const { headers } = startFleet()("/api/export?format=svg");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("filters as the graph does", async () => {
    const get = startFleet();
    const names = async (namespaces: string[], states: string[]) =>
      snapshotSchema
        .parse(await get(toExportPath("json", { namespaces, states })).json())
        .nodes.map(({ name }) => name);
    expect(await names(["apps"], [])).toEqual(["b", "c"]);
    expect(await names(["apps"], ["failed", "blocked"])).toEqual(["c"]);
  });

  it.each([
    ["/api/export", "No format was asked for."],
    ["/api/export?format=png", 'There is no format "png".'],
    ["/api/export?format=svg&state=broken", 'There is no state "broken".'],
  ])("refuses %s with what to ask for", async (path, detail) => {
    const get = startFleet();
    let thrown: unknown;
    try {
      get(path);
    } catch (error) {
      thrown = error;
    }
    const problem = await toProblemResponse(thrown).json();
    expect(problem).toMatchObject({ status: 400, detail, fix: expect.stringMatching(/^Ask for one of /) });
  });
});
