import { expect, test } from "@playwright/test";
import { readPicture, writePicture } from "#lib/layout/picture-bytes.ts";
import { type EvenFleet, startEvenFleet } from "./even-fleet.ts";
import { readKept } from "./read-kept.ts";

/** As many as the server lays out for its guests. */
const COUNT = 600;
const FIRST = "Kustomization/team/app-0";
const MOVED = 150;

let fleet: EvenFleet;

test.beforeAll(async () => {
  fleet = await startEvenFleet("first-picture", COUNT);
});
test.afterAll(() => fleet.stop());

test("a first visit to a large fleet is drawn as the server has laid it out, the next as the first", async ({
  page,
}) => {
  let y = Number.NaN;
  let asked = 0;
  const delivered = page.waitForEvent("requestfinished", (request) => request.url().includes("/api/graph/picture?"));
  await page.route("**/api/graph/picture?*", async (route) => {
    asked++;
    const response = await route.fetch();
    expect(response.status()).toBe(200);
    const bytes = Uint8Array.from(await response.body());
    const picture = readPicture(bytes.buffer, (text) => new TextDecoder().decode(text));
    if (picture === null) throw new Error("no picture");
    // A place that no layout would give it: if it is then kept there, the browser has laid out nothing.
    const at = picture.ids.split("\n").indexOf(FIRST);
    y = (picture.ys[at] ?? 0) + MOVED;
    picture.ys[at] = y;
    await route.fulfill({ body: Buffer.from(writePicture(picture, (text) => new TextEncoder().encode(text))) });
  });
  // The graph is held back until the picture is there: whichever comes first on a slow machine is not what is tested.
  await page.route("**/api/graph", async (route) => {
    await delivered;
    await route.continue();
  });
  await page.goto(`${fleet.headwater.url}/`);
  // Before that the browser has no store to look into.
  await delivered;
  await expect.poll(() => readKept(page, FIRST)).toBe(y);
  await page.reload();
  await expect(page.locator('[data-id="graph-paint"]')).toBeVisible();
  await expect.poll(() => readKept(page, FIRST)).toBe(y);
  expect(asked).toBe(1);
});
