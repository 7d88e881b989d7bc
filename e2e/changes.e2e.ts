import { expect, type Page, test } from "@playwright/test";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { takeRenders, watchRenders } from "./count-renders.ts";
import { serveStore } from "./serve-store.ts";
import { type RunningHeadwater, startHeadwater } from "./start-headwater.ts";

const COUNT = 24;
const CHANGED = "Kustomization/team/app-5";
const card = (id: string) => `[data-id="${id}"][data-state]`;
const toName = (at: number) => `app-${at}`;

function createStore(): ObjectStore {
  let uids = 0;
  const store = new ObjectStore({
    clock: createSystemClock(globalThis),
    kinds: WATCHED_KINDS,
    newUid: () => `uid-${++uids}`,
  });
  for (let at = 0; at < COUNT; at++) {
    store.create(KUSTOMIZATION, {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: toName(at), namespace: "team", generation: 1 },
      spec: {
        interval: "10m",
        prune: true,
        path: "./",
        sourceRef: { kind: "GitRepository", name: "fleet" },
        dependsOn: at < 4 ? [] : [{ name: toName(at - 4) }],
      },
      status: { observedGeneration: 1, ...toStatus("True", `Applied revision of ${toName(at)}`) },
    });
  }
  return store;
}

function toStatus(status: "True" | "False", message: string) {
  const reason = status === "True" ? "ReconciliationSucceeded" : "BuildFailed";
  const lastTransitionTime = "2026-03-01T11:00:00Z";
  return { conditions: [{ type: "Ready", status, reason, message, observedGeneration: 1, lastTransitionTime }] };
}

function setStatus(store: ObjectStore, at: number, status: "True" | "False", message: string): void {
  const patch = { status: toStatus(status, message) };
  store.mergePatch(KUSTOMIZATION, "team", toName(at), patch, { subresource: "status" });
}

/** Until nothing has been rendered for half a second that is of a node. */
async function settle(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        await takeRenders(page);
        await page.waitForTimeout(500);
        return (await takeRenders(page)).nodes.length;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}

test.describe("on a fleet of two dozen", () => {
  let store: ObjectStore;
  let headwater: RunningHeadwater;
  let stop: () => Promise<void>;

  test.beforeAll(async () => {
    store = createStore();
    const served = await serveStore("changes", store);
    headwater = await startHeadwater(served.kubeconfig);
    stop = async () => {
      await headwater.stop();
      await served.stop();
    };
  });
  test.afterAll(() => stop());

  test("a change of one node's state renders its card, and nothing of the other cards", async ({ page }) => {
    await watchRenders(page);
    await page.goto(headwater.url);
    await expect(page.locator(`.react-flow__node ${card(CHANGED)}`)).toHaveAttribute("data-state", "ready");
    await expect(page.locator(`.react-flow__node [data-state]`)).toHaveCount(COUNT);
    await settle(page);
    setStatus(store, 5, "False", "kustomize build failed");
    await expect(page.locator(card(CHANGED))).toHaveAttribute("data-state", "failed");
    const { nodes, components } = await takeRenders(page);
    expect(new Set(nodes)).toEqual(new Set([CHANGED]));
    expect(components).toBeGreaterThan(0);
  });

  test("a burst of changes is drawn no more often than there are frames, and ends with the last", async ({ page }) => {
    await page.addInitScript(() => {
      const counts = { frames: 0, drawn: 0 };
      Object.assign(window, { counts });
      const count = () => {
        counts.frames++;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    await page.goto(headwater.url);
    await expect(page.locator(card(CHANGED))).toBeVisible();
    const before = await page.evaluate((wanted) => {
      const { counts } = window as unknown as { counts: { frames: number; drawn: number } };
      const element = document.querySelector(wanted);
      const observer = new MutationObserver((records) => {
        if (records.some(({ attributeName }) => attributeName === "data-state")) counts.drawn++;
      });
      if (element !== null) observer.observe(element, { attributes: true });
      return counts.frames;
    }, card(CHANGED));
    for (let change = 0; change < 2_000; change++) {
      setStatus(store, 5, change % 2 === 0 ? "True" : "False", `change ${change}`);
      // A second's worth, as fast as they come one by one.
      if (change % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    setStatus(store, 5, "True", "the last");
    await expect(page.locator(card(CHANGED))).toHaveAttribute("data-state", "ready");
    const after = await page.evaluate(
      () => (window as unknown as { counts: { frames: number; drawn: number } }).counts,
    );
    expect(after.drawn).toBeGreaterThan(0);
    expect(after.drawn).toBeLessThanOrEqual(after.frames - before);
  });
});
