import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { buildPrograms } from "./build-programs.ts";
import { ControlPlane } from "./control-plane.ts";
import { fetchGraph } from "./fetch-graph.ts";
import { applySmallFleet } from "./small-fleet.ts";

const FLEET = 12;
const NAMESPACE = "flux-system";
/** A slow machine takes a minute to start an API server again. */
const PATIENCE = { timeout: 180_000, interval: 250 };

let plane: ControlPlane;
let headwater: RunningHeadwater;

beforeAll(async () => {
  plane = await ControlPlane.start(buildPrograms(() => {}));
  await applySmallFleet(plane);
  headwater = await startHeadwater(await plane.writeKubeconfig("viewer"));
});

afterAll(async () => {
  await headwater.stop();
  await plane.stop();
});

async function tell(): Promise<string> {
  const { clusters, nodes } = await fetchGraph(headwater.url);
  return `${clusters[0]?.connection}, ${nodes.length} nodes`;
}

async function tellSuspended(): Promise<readonly string[]> {
  const { nodes } = await fetchGraph(headwater.url);
  return nodes.filter(({ suspended }) => suspended).map(({ name }) => name);
}

describe("an API server that goes away and comes back", () => {
  it("is told apart from one that is there, and the graph stays", { timeout: 400_000 }, async () => {
    expect(await tell()).toBe(`live, ${FLEET} nodes`);
    await plane.stopApiServer();
    await expect.poll(tell, PATIENCE).toBe(`disconnected, ${FLEET} nodes`);
    const { clusters } = await fetchGraph(headwater.url);
    expect(clusters[0]?.message).toContain("refused the connection");
    expect(clusters[0]?.fix).not.toBe("");
  });

  it("is live again by itself, and nothing that comes after is missed", { timeout: 400_000 }, async () => {
    await plane.startApiServer();
    await plane.client.mergePatch(KUSTOMIZATION, NAMESPACE, "redis", { spec: { suspend: true } });
    await expect.poll(tell, PATIENCE).toBe(`live, ${FLEET} nodes`);
    await expect.poll(tellSuspended, PATIENCE).toEqual(["redis"]);
    await plane.client.mergePatch(KUSTOMIZATION, NAMESPACE, "cart", { spec: { suspend: true } });
    await expect.poll(tellSuspended, PATIENCE).toEqual(["cart", "redis"]);
  });

  it("may forget its history meanwhile", { timeout: 400_000 }, async () => {
    await plane.stopApiServer();
    await plane.compact();
    await plane.startApiServer();
    await plane.client.delete(KUSTOMIZATION, NAMESPACE, "storefront");
    await expect.poll(tell, PATIENCE).toBe(`live, ${FLEET - 1} nodes`);
  });
});
