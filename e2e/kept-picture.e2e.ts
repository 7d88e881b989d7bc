import { expect, type Page } from "@playwright/test";
import { CARD_WIDTH } from "#lib/layout/sizes.ts";
import { test } from "./demo-test.ts";
import { readKept } from "./read-kept.ts";

const POSTGRES = "Kustomization/data/postgres";
const OTHER = "Kustomization/data/redis";
const MOVED = 300;

/** How far below another card a card stands, in units of the picture. */
async function readDrop(page: Page): Promise<number> {
  const [card, other] = await Promise.all(
    [POSTGRES, OTHER].map((id) => page.locator(`[data-id="${id}"][data-state]`).boundingBox()),
  );
  if (!card || !other) return Number.NaN;
  return Math.round((card.y - other.y) / (card.width / CARD_WIDTH));
}

test("a visit begins with the picture of the last one", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(`[data-id="${POSTGRES}"][data-state]`)).toBeVisible();
  await expect.poll(() => readKept(page, POSTGRES)).not.toBeNull();
  const before = await readDrop(page);
  // A place that no layout would give it: if it then stands there, the picture was not made anew.
  await readKept(page, POSTGRES, MOVED);
  await page.reload();
  await expect.poll(async () => Math.abs((await readDrop(page)) - before - MOVED)).toBeLessThan(3);
});
