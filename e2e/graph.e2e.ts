import { expect, type Page } from "@playwright/test";
import { test } from "./demo-test.ts";

const POSTGRES = "Kustomization/data/postgres";
const ORDERS = "Kustomization/apps/orders-api";
const CRDS = "Kustomization/flux-system/crds";
const APPS = "Group/namespace/apps";
const card = (id: string) => `[data-id="${id}"][data-state]`;
const graph = '[data-id="graph"]';

/** Opens the page and steps back until nodes are blocks. */
async function openFar(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.locator(card(POSTGRES))).toBeVisible();
  for (let step = 0; step < 6; step++) {
    const percent = await page.locator('[data-id="zoom"]').textContent();
    if (Number.parseInt(percent ?? "", 10) < 33) break;
    await page.locator('[data-id="zoom-out"]').click();
    await page.waitForFunction(() => document.querySelector("[data-moving]") === null);
  }
  await expect(page.locator(graph)).toHaveAttribute("data-distance", "far");
}

/** Red, green, blue and opacity of what the canvases have where a node is, the topmost that has anything. */
async function readPixel(page: Page, id: string): Promise<readonly number[]> {
  return page.evaluate((wanted) => {
    const box = document.querySelector(`[role="option"][data-id="${wanted}"]`)?.getBoundingClientRect();
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-id="graph-paint"] canvas')].slice(0, 4);
    for (const canvas of canvases.filter(({ style }) => style.visibility === "visible").reverse()) {
      const ground = canvas.getBoundingClientRect();
      if (box === undefined) break;
      const scale = canvas.width / ground.width;
      const [x, y] = [(box.x + box.width * 0.2 - ground.x) * scale, (box.y + box.height / 2 - ground.y) * scale];
      const pixel = canvas.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [];
      if ((pixel[3] ?? 0) > 0) return [...pixel];
    }
    return [];
  }, id);
}

test("from far away draws blocks in the colours of their states", async ({ page }) => {
  await openFar(page);
  await expect
    .poll(async () => {
      const [red = 0, green = 0] = await readPixel(page, POSTGRES);
      return red - green;
    })
    .toBeGreaterThan(80);
  const [red = 0, green = 0] = await readPixel(page, CRDS);
  expect(green - red).toBeGreaterThan(30);
  await expect(page.locator(`${card(POSTGRES)} .graph-icon`)).toHaveCount(0);
});

test("answers to pointer and click from far away, as near by", async ({ page }) => {
  await openFar(page);
  await page.locator(card(ORDERS)).hover();
  await expect(page.locator('[data-id="graph-paint"]')).toHaveAttribute("data-faded", "true");
  await page.locator(card(ORDERS)).click();
  await expect(page.locator('[data-id="details"]')).toContainText("orders-api");
  await expect(page.locator(card(ORDERS))).toHaveAttribute("aria-selected", "true");
});

test("walks by keyboard from far away, and says where it is", async ({ page }) => {
  await openFar(page);
  const keys = page.locator('[data-id="graph-keys"]');
  await keys.focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  const at = await keys.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${at}"]`)).toHaveAttribute("role", "option");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-id="details"]')).toBeVisible();
});

test("draws a namespace as one node with the worst of its states, opens it in place, and closes it", async ({
  page,
}) => {
  await page.goto("/?group=namespace");
  await expect(page.locator(card(APPS))).toHaveAttribute("data-state", /failed|missing|blocked/);
  await expect(page.locator(card(ORDERS))).toHaveCount(0);
  await page.locator(card(APPS)).click();
  await expect(page.locator(card(ORDERS))).toHaveAttribute("data-state", "blocked");
  await expect(page.locator(card(APPS))).toHaveCount(0);
  await expect(page).toHaveURL(/open=apps/);
  await page.reload();
  await expect(page.locator(card(ORDERS))).toBeVisible();
  await page.locator('[data-id="close-groups"]').click();
  await expect(page.locator(card(APPS))).toBeVisible();
  await page.locator('[data-id="ungroup"]').click();
  await expect(page.locator(card(POSTGRES))).toBeVisible();
});

test("puts away what is wholly ready, and brings it back", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(card(POSTGRES))).toBeVisible();
  const whole = Number(await page.locator(graph).getAttribute("data-nodes"));
  await page.goto("/?away=true");
  await expect(page.locator('[data-id="group-chip"]')).toContainText("ready put away");
  await expect.poll(async () => Number(await page.locator(graph).getAttribute("data-nodes"))).toBeLessThan(whole);
  await page.locator('[data-id="bring-back"]').click();
  await expect.poll(async () => Number(await page.locator(graph).getAttribute("data-nodes"))).toBe(whole);
});
