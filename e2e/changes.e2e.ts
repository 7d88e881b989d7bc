import { expect, type Page, test } from "@playwright/test";
import type { ObjectStore } from "#lib/emulator/object-store.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { takeRenders, watchRenders } from "./count-renders.ts";
import { type EvenFleet, startEvenFleet, toName, toStatus } from "./even-fleet.ts";

const COUNT = 24;
const CHANGED = "Kustomization/team/app-5";
const card = (id: string) => `[data-id="${id}"][data-state]`;

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
  let fleet: EvenFleet;

  test.beforeAll(async () => {
    fleet = await startEvenFleet("changes", COUNT);
  });
  test.afterAll(() => fleet.stop());

  test("a change of one node's state renders its card, and nothing of the other cards", async ({ page }) => {
    await watchRenders(page);
    await page.goto(fleet.headwater.url);
    await expect(page.locator(`.react-flow__node ${card(CHANGED)}`)).toHaveAttribute("data-state", "ready");
    await expect(page.locator(`.react-flow__node [data-state]`)).toHaveCount(COUNT);
    await settle(page);
    setStatus(fleet.store, 5, "False", "kustomize build failed");
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
    await page.goto(fleet.headwater.url);
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
      setStatus(fleet.store, 5, change % 2 === 0 ? "True" : "False", `change ${change}`);
      // A second's worth, as fast as they come one by one.
      if (change % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    setStatus(fleet.store, 5, "True", "the last");
    await expect(page.locator(card(CHANGED))).toHaveAttribute("data-state", "ready");
    const after = await page.evaluate(
      () => (window as unknown as { counts: { frames: number; drawn: number } }).counts,
    );
    expect(after.drawn).toBeGreaterThan(0);
    expect(after.drawn).toBeLessThanOrEqual(after.frames - before);
  });
});
