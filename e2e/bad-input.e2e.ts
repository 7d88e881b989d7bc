import { expect, type Page } from "@playwright/test";
import { test } from "./demo-test.ts";

const POSTGRES = "Kustomization/data/postgres";
const card = `[data-id="${POSTGRES}"][data-state]`;
const graph = '[data-id="graph"]';

/** Presses a button until the zoom is at its end, and once more. */
async function zoomToTheEnd(page: Page, button: "zoom-in" | "zoom-out", end: string): Promise<void> {
  const zoom = page.locator('[data-id="zoom"]');
  await expect(async () => {
    await page.locator(`[data-id="${button}"]`).click({ force: true });
    await expect(zoom).toHaveText(end, { timeout: 300 });
  }).toPass();
  await page.locator(`[data-id="${button}"]`).click({ force: true });
  await page.waitForFunction(() => document.querySelector("[data-moving]") === null);
  await expect(zoom).toHaveText(end);
}

test("zooms no further than its ends", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(card)).toBeVisible();
  await zoomToTheEnd(page, "zoom-in", "150%");
  await zoomToTheEnd(page, "zoom-out", "5%");
});

test("survives a window of one pixel", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto("/");
  await expect(page.locator(card)).toBeVisible();
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 1, height: 1 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.setViewportSize(size);
  await expect(page.locator(card)).toBeInViewport();
  expect(errors).toEqual([]);
});

test("keeps the picture when the layout's worker dies, and draws the next one with another", async ({ page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        workers.push(this);
      }
    };
  });
  await page.goto("/");
  await expect(page.locator(card)).toBeVisible();
  const dies = () => {
    const { workers } = window as unknown as { workers: Worker[] };
    const worker = workers.at(-1);
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
    return workers.length;
  };
  const before = await page.evaluate(dies);
  expect(before).toBeGreaterThan(0);
  await expect(page.locator(card)).toBeVisible();
  await page.locator('[data-id="filter"]').click();
  await page.locator('[data-id="group-namespace"]').click();
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-id="Group/namespace/apps"][data-state]')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { workers: Worker[] }).workers.length)).toBeGreaterThan(
    before,
  );
});

test("says that it lays out while there is no picture yet, and no longer when there is", async ({ page }) => {
  await page.addInitScript(() => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    Object.assign(window, { release });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof post>) {
      held.then(() => post.apply(this, given));
    } as typeof post;
  });
  await page.goto("/");
  const words = page.locator('[data-id="graph-wait"]');
  await expect(words).toHaveText("Laying out the graph…");
  await expect(words).toHaveCSS("opacity", "1");
  await page.evaluate(() => (window as unknown as { release: () => void }).release());
  await expect(page.locator(card)).toBeVisible();
  await expect(words).toHaveCount(0);
});

test("is as it was after an hour in a hidden tab, and live", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await expect(page.locator(card)).toBeVisible();
  const show = (state: "hidden" | "visible") =>
    page.evaluate((next) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => next });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => next === "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await show("hidden");
  await page.clock.fastForward("01:00:00");
  await show("visible");
  await expect(page.locator(graph)).toHaveAttribute("data-nodes", /^[1-9]/);
  await expect(page.locator(card)).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});
