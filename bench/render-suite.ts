import { setTimeout as wait } from "node:timers/promises";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { BROWSER_ARGUMENTS, findBrowser } from "#e2e/find-browser.ts";
import { startHeadwater } from "#e2e/start-headwater.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { parseObjectId } from "#lib/flux/object-id.ts";
import { type BareBrowser, startBareBrowser } from "./bare-browser.ts";
import { type Row, toRow } from "./row.ts";
import { SETTLING_MS, type ServedFleet, serveFleet } from "./serve-fleet.ts";
import { visit } from "./visit.ts";

const SIZES = [5_000, 10_000];
const TURNS = 5;
const MOVES = 150;
const CHANGES = 20;
/** A change has long been drawn by then. */
const CHANGE_MS = 200;
/** Every graph whole, so that as much as possible is drawn. */
const PATH = "/?group=none";

/** What a browser without a GPU makes of large graphs: the first picture, frames while it moves, a change, memory. */
export async function render(): Promise<readonly Row[]> {
  const program = await findBrowser(() => {});
  const browser = await chromium.launch({ executablePath: program, args: [...BROWSER_ARGUMENTS] });
  const bare = await startBareBrowser(program, BROWSER_ARGUMENTS);
  const rows: Row[] = [];
  for (const size of SIZES) {
    const fleet = await serveFleet(size, startHeadwater, 2);
    await wait(SETTLING_MS);
    try {
      rows.push(...(await measureFirst(bare, fleet, size)), ...(await measure(browser, fleet, size)));
    } finally {
      await fleet.stop();
    }
  }
  await browser.close();
  await bare.stop();
  return rows;
}

/** The first visit of a browser that has nothing of the page yet, and another of the same browser. */
async function measureFirst(browser: BareBrowser, fleet: ServedFleet, size: number): Promise<readonly Row[]> {
  const name = toName(size);
  const [first, again, longest]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn++) {
    const page = await browser.open();
    for (const figures of [first, again]) {
      const { firstPicture, longTasks } = await visit(page, `${fleet.url}${PATH}`);
      figures.push(firstPicture);
      longest.push(Math.max(0, ...longTasks));
      // What is left for later, as keeping the picture for the next visit.
      await page.evaluate("new Promise((resolve) => setTimeout(resolve, 1000))");
    }
    await page.close();
  }
  const isLarge = size === 10_000;
  return [
    toRow("render", `snapshot to first picture, ${name}`, "ms", first, null, isLarge ? "≤ 700 ms" : null),
    toRow("render", `the same on the next visit, ${name}`, "ms", again),
    toRow("render", `longest task until then, ${name}`, "ms", longest, null, isLarge ? "≤ 100 ms" : null),
  ];
}

function toName(size: number): string {
  return `${size.toLocaleString("en")} nodes`;
}

async function measure(browser: Browser, fleet: ServedFleet, size: number): Promise<readonly Row[]> {
  const name = toName(size);
  const empty: number[] = [];
  const page = await open(browser, fleet.url);
  await page.waitForTimeout(1500);
  const blank = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const frames: { pan: number[]; zoom: number[] } = { pan: [], zoom: [] };
  for (let turn = 0; turn < 3; turn++) {
    await blank.bringToFront();
    empty.push(...(await countFrames(blank, drag)));
    await page.bringToFront();
    await page.locator('[data-id="zoom-fit"]').click();
    await page.waitForTimeout(1000);
    frames.pan.push(...(await countFrames(page, drag)));
    frames.zoom.push(...(await countFrames(page, zoom)));
  }
  await blank.close();
  const still = { what: "an empty page", figures: empty };
  await page.locator('[data-id="zoom-fit"]').click();
  await page.waitForTimeout(1500);
  const session = await page.context().newCDPSession(page);
  const change = await measureChanges(page, session, fleet);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await page.close();
  const isLarge = size === 10_000;
  return [
    toRow(
      "render",
      `frame while panning, all in view, ${name}`,
      "ms",
      frames.pan,
      still,
      isLarge ? "p95 ≤ 20 ms" : "16.7 ms",
    ),
    toRow("render", `frame while zooming, ${name}`, "ms", frames.zoom, still, isLarge ? "p95 ≤ 20 ms" : "16.7 ms"),
    toRow(
      "render",
      `change on the API server to pixels, ${name}`,
      "ms",
      change.pixels,
      null,
      isLarge ? "p95 ≤ 250 ms" : null,
    ),
    toRow("render", `script of a change, ${name}`, "ms", change.script, null, isLarge ? "≤ 4 ms" : null),
    toRow("render", `heap of the tab, ${name}`, "MB", [usedSize / 1e6], null, isLarge ? "≤ 120 MB" : null),
  ];
}

/** Opens the page and waits for its first picture. */
async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}${PATH}`);
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('[data-id="graph-paint"] canvas')].some(
      ({ width, style }) => width > 300 && style.visibility === "visible",
    ),
  );
  return page;
}

/** The time between frames, in ms, while something is done. */
async function countFrames(page: Page, act: (page: Page) => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = 0;
    const count = (at: number) => {
      if (last > 0) frames.push(at - last);
      last = at;
      if (Object.hasOwn(window, "frames")) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act(page);
  return page.evaluate(() => {
    const { frames } = window as unknown as { frames: number[] };
    Reflect.deleteProperty(window, "frames");
    return frames;
  });
}

async function drag(page: Page): Promise<void> {
  await page.mouse.move(900, 500);
  await page.mouse.down();
  for (let move = 0; move < MOVES; move++) {
    const turn = (move / MOVES) * 4 * Math.PI;
    await page.mouse.move(900 + 200 * Math.sin(turn), 500 + 120 * Math.sin(2 * turn));
  }
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  await page.mouse.move(800, 450);
  for (let move = 0; move < MOVES / 3; move++) {
    await page.mouse.wheel(0, move % 20 < 10 ? -60 : 60);
    await page.waitForTimeout(16);
  }
}

/**
 * Makes failed nodes ready: of half of them it waits until the block in the picture has another colour; of the others it
 * counts the script, and looks at nothing meanwhile, for looking is script too.
 */
async function measureChanges(
  page: Page,
  session: CDPSession,
  { store }: ServedFleet,
): Promise<{ pixels: number[]; script: number[] }> {
  await session.send("Performance.enable");
  const ids = await page
    .locator('[role="option"][data-state="failed"]')
    .evaluateAll((all, count) => all.slice(0, count).map((each) => each.getAttribute("data-id") ?? ""), 2 * CHANGES);
  const [pixels, script]: [number[], number[]] = [[], []];
  for (const id of ids.slice(0, CHANGES)) {
    const seen = page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const box = document.querySelector(`[role="option"][data-id="${wanted}"]`)?.getBoundingClientRect();
          // What is not well stands on the second pair of canvases.
          const sheet = () =>
            [...document.querySelectorAll<HTMLCanvasElement>('[data-id="graph-paint"] canvas')]
              .slice(2, 4)
              .find(({ style }) => style.visibility === "visible");
          const read = () => {
            const canvas = sheet();
            const ground = canvas?.getBoundingClientRect();
            if (!canvas || !ground || !box) return "";
            const [x, y] = [box.x + box.width * 0.2 - ground.x, box.y + box.height / 2 - ground.y];
            return String(canvas.getContext("2d")?.getImageData(x, y, 1, 1).data);
          };
          const before = read();
          const until = performance.now() + 10_000;
          const look = () => {
            if (read() !== before) requestAnimationFrame(() => resolve(Date.now()));
            else if (performance.now() > until) resolve(Number.POSITIVE_INFINITY);
            else requestAnimationFrame(look);
          };
          look();
        }),
      id,
    );
    await page.evaluate(() => 0);
    const began = Date.now();
    makeReady(store, id);
    pixels.push((await seen) - began);
    await page.waitForTimeout(100);
  }
  for (const id of ids.slice(CHANGES)) {
    const before = await readScript(session);
    makeReady(store, id);
    await page.waitForTimeout(CHANGE_MS);
    script.push((await readScript(session)) - before);
  }
  return { pixels, script };
}

function makeReady(store: ServedFleet["store"], id: string): void {
  const { namespace = "", name = "" } = parseObjectId(id) ?? {};
  const held = store.get(KUSTOMIZATION, namespace, name)?.["status"] as { conditions: object[] } | undefined;
  const ready = { ...held?.conditions[0], status: "True", reason: "ReconciliationSucceeded" };
  store.mergePatch(KUSTOMIZATION, namespace, name, { status: { conditions: [ready] } }, { subresource: "status" });
}

/** Milliseconds of script that the page has run so far. */
async function readScript(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0) * 1000;
}
