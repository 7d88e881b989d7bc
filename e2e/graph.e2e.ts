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
      // Above the name, if there is one.
      const [x, y] = [(box.x + box.width * 0.2 - ground.x) * scale, (box.y + box.height * 0.15 - ground.y) * scale];
      const pixel = canvas.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [];
      if ((pixel[3] ?? 0) > 0) return [...pixel];
    }
    return [];
  }, id);
}

/**
 * Looks at the screen where a card stands: how many of its pixels are clearly red or green, and how many differ sharply
 * from the one beside them.
 */
async function countHues(page: Page, id: string): Promise<{ red: number; green: number; steps: number }> {
  const box = id === "" ? null : await page.locator(card(id)).boundingBox();
  if (box === null) return { red: 0, green: 0, steps: 0 };
  const clip = { x: Math.max(0, box.x), y: Math.max(0, box.y), width: box.width, height: box.height };
  const picture = await page.screenshot({ clip });
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const { data = [] } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? {};
    const counts = { red: 0, green: 0, steps: 0 };
    for (let at = 0; at + 7 < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, , next = 0] = data.slice(at, at + 5);
      if (red - green > 90 && red - blue > 60) counts.red++;
      if (green - red > 50 && green - blue > 20) counts.green++;
      if (Math.abs(next - red) > 60) counts.steps++;
    }
    return counts;
  }, Array.from(picture));
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

/** The first card in such a state that stands wholly in the part of the graph that nothing covers, and is not faded. */
function findInView(page: Page, state: string): Promise<string> {
  return page.evaluate((wanted) => {
    const ground = document.querySelector('[data-id="graph"]')?.getBoundingClientRect();
    const details = document.querySelector('[data-id="details"]')?.getBoundingClientRect();
    const right = details?.left ?? ground?.right ?? 0;
    const found = [...document.querySelectorAll<HTMLElement>(`.react-flow__node [data-state="${wanted}"]`)].find(
      (element) => {
        const box = element.getBoundingClientRect();
        if (ground === undefined || element.dataset["strength"] === "faded") return false;
        return box.left > ground.left && box.top > ground.top && box.right < right && box.bottom < ground.bottom - 60;
      },
    );
    return found?.getAttribute("data-id") ?? "";
  }, state);
}

for (const [distance, state, is, not, path] of [
  ["middle", "failed", "red", "green", "/"],
  ["middle", "ready", "green", "red", "/"],
  ["near", "failed", "red", "green", `/?node=${POSTGRES}`],
  ["near", "ready", "green", "red", `/?node=${CRDS}`],
] as const) {
  test(`draws at the ${distance} distance what is ${state} as a card with ${is} in it, and sharp`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator(graph)).toHaveAttribute("data-distance", distance);
    await expect.poll(async () => (await countHues(page, await findInView(page, state)))[is]).toBeGreaterThan(20);
    const hues = await countHues(page, await findInView(page, state));
    expect(hues[not]).toBe(0);
    // Words and borders end from one pixel to the next; what was stretched would not.
    expect(hues.steps).toBeGreaterThan(40);
  });
}

test("names every wave from far away, and keeps the names in the window while their waves are", async ({ page }) => {
  await openFar(page);
  const headings = page.locator('[data-id="headings"]');
  // With the word where the wave is wide enough for it.
  const first = headings.getByText(/^(Wave )?0$/).first();
  await expect(first).toBeVisible();
  for (const text of ["1", "2", "3", "4", "5"])
    await expect(headings.getByText(text, { exact: true }).first()).toBeVisible();
  const ground = await page.locator(graph).boundingBox();
  const before = await first.boundingBox();
  if (ground === null || before === null) throw new Error("nothing is drawn");
  // The first row of cards goes out of the window at the top, the name of its wave does not.
  const [x, y] = [ground.x + ground.width - 80, ground.y + ground.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - (before.y - ground.y) - 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await first.boundingBox())?.y ?? 0).toBeLessThan(before.y);
  expect((await first.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(ground.y - 1);
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

test("draws together what has the same label, chosen from the menu and kept in the address", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(card(POSTGRES))).toBeVisible();
  await page.locator('[data-id="filter"]').click();
  await page.locator('[data-id="group-label:team"]').click();
  await expect(page).toHaveURL(/group=label:team/);
  await page.keyboard.press("Escape");
  const data = page.locator(card("Group/label·team/data"));
  await expect(data).toHaveAttribute("data-state", "failed");
  await expect(page.locator(card(POSTGRES))).toHaveCount(0);
  await expect(page.locator('[data-id="group-chip"]')).toContainText("Grouped by label team");
  await page.reload();
  await data.click();
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
