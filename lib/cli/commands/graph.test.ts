import { describe, expect, it } from "vitest";
import { sampleObjects } from "#lib/analysis/sample-snapshot.test-support.ts";
import { snapshotSchema } from "#lib/api/snapshot.ts";
import { createFolder, manifestOf, runCli } from "#lib/cli/run-cli.test-support.ts";
import { ks } from "#lib/flux/builders.test-support.ts";

const { kustomizations, sources } = sampleObjects();
const objects = [...kustomizations, ...sources];

describe("headwater graph", () => {
  it("lists the sample fleet wave by wave", async () => {
    const { code, out } = await runCli(["graph"], { objects });
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  it("draws it as a tree", async () => {
    const { out } = await runCli(["graph", "--tree", "-n", "data,apps,mesh"], { objects });
    expect(out).toMatchSnapshot();
  });

  it("filters by namespace and state", async () => {
    const { out } = await runCli(["graph", "-n", "data", "-n", "apps", "--state", "failed,missing"], { objects });
    expect(out.match(/\w+\/[\w-]+/g)).toEqual(["data/postgres", "apps/redis"].toSorted());
  });

  it("gives the snapshot as JSON", async () => {
    const { out } = await runCli(["graph", "--output", "json", "--state", "failed"], { objects });
    expect(snapshotSchema.parse(JSON.parse(out)).nodes.map(({ name }) => name)).toEqual(["postgres"]);
  });

  it("says when nothing fits", async () => {
    expect(await runCli(["graph", "--state", "hidden"], { objects })).toMatchObject({
      code: 0,
      out: "",
      err: "There is no Kustomization that fits.\n",
    });
  });

  it("lists the order of manifests, which have no states", async () => {
    const folder = createFolder({
      "a.yaml":
        manifestOf("crds") + manifestOf("db", ["crds"]) + manifestOf("web", ["db", "gone"], "  suspend: true\n"),
    });
    const { out, opened } = await runCli(["graph", "."], { folder: folder.path });
    const tree = await runCli(["graph", "--tree", "."], { folder: folder.path });
    folder.remove();
    expect(opened).toBe(0);
    expect(out).toMatchSnapshot();
    expect(tree.out).toMatchSnapshot();
  });

  it("reads another context by live:NAME", async () => {
    const { out } = await runCli(["graph", "live:staging", "-o", "json"], { objects });
    expect(JSON.parse(out).clusters[0].id).toBe("staging");
  });

  it("does not mix a cluster with files", async () => {
    expect(await runCli(["graph", "live:", "."], { objects })).toMatchObject({ code: 2 });
  });

  it("draws 5,000 levels and cycles of every size without end", async () => {
    const chain = Array.from({ length: 5_000 }, (_, at) => ks(`k${at}`, at === 0 ? {} : { dependsOn: [`k${at - 1}`] }));
    const ring = Array.from({ length: 500 }, (_, at) => ks(`r${at}`, { dependsOn: [`r${(at + 499) % 500}`] }));
    const { out } = await runCli(["graph", "--tree"], {
      objects: [...chain, ...ring, ks("self", { dependsOn: ["self"] })],
    });
    const named = new Set(out.match(/default\/\w+/g));
    expect(named.size).toBe(5_501);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(300);
  });
});
