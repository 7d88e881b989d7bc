import { expect, type Page } from "@playwright/test";
import { CARD_WIDTH } from "#lib/layout/sizes.ts";
import { test } from "./demo-test.ts";

const POSTGRES = "Kustomization/data/postgres";
const OTHER = "Kustomization/data/redis";
const MOVED = 300;

/** The y of a node in the picture that the browser has kept; moves it there by some units first. */
function readKept(page: Page, id: string, move = 0): Promise<number | null> {
  return page.evaluate(
    ([node, by]) =>
      new Promise<number | null>((resolve, reject) => {
        const opening = indexedDB.open("headwater");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          if (!opening.result.objectStoreNames.contains("pictures")) {
            opening.result.close();
            return resolve(null);
          }
          const change = opening.result.transaction("pictures", "readwrite");
          const pictures = change.objectStore("pictures");
          const all = pictures.getAll();
          let y: number | null = null;
          all.onsuccess = () => {
            for (const kept of all.result) {
              const { ids, ys } = kept.picture;
              const place = ids.split("\n").indexOf(node);
              y = ys[place] + by;
              ys[place] = y;
              if (by !== 0) pictures.put(kept);
            }
          };
          change.oncomplete = () => {
            opening.result.close();
            resolve(y);
          };
        };
      }),
    [id, move] as const,
  );
}

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
