import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { BROWSER_ARGUMENTS, findBrowser } from "#e2e/find-browser.ts";
import { startDemo } from "#e2e/start-demo.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import { analysis } from "./analysis.ts";
import { cluster } from "./cluster-suite.ts";
import { commandLine } from "./command-line.ts";
import { generateFleet } from "./generate-fleet.ts";
import { measureLabelBytes } from "./label-bytes.ts";
import { layout } from "./layout.ts";
import { load } from "./load.ts";
import { pictures } from "./pictures.ts";
import { render } from "./render-suite.ts";
import { type Row, toRow } from "./row.ts";
import { serveFleet } from "./serve-fleet.ts";
import { time, timeSync } from "./stopwatch.ts";
import { streams } from "./streams.ts";

const SIZES = [60, 250, 1_000];
const CHANGES = 100;

type Suite = () => Promise<readonly Row[]>;

/** What is measured, by name. */
export const SUITES: Readonly<Record<string, Suite>> = {
  start,
  graph,
  layout,
  pictures,
  analysis,
  pixels,
  render,
  script,
  cluster,
  streams,
  load,
  cli: commandLine,
};

/** From the start of the demo's processes to its first full snapshot. */
async function start(): Promise<readonly Row[]> {
  const [ours, empty]: [number[], number[]] = [[], []];
  // Once before, for the build that the very first start makes.
  await (await startDemo()).stop();
  for (let turn = 0; turn < 3; turn++) {
    empty.push(timeSync(() => execFileSync(process.execPath, ["-e", "0"])));
    const began = performance.now();
    const demo = await startDemo();
    ours.push(performance.now() - began);
    await demo.stop();
  }
  return [toRow("start", "demo to first full snapshot", "ms", ours, { what: "an empty Node process", figures: empty })];
}

/** Bytes and time of the snapshot, fresh and when it has not changed. */
async function graph(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const fleet = await serveFleet(size);
    const [fresh, unchanged, alive]: number[][] = [[], [], []];
    let body = "";
    for (let turn = 0; turn < 30; turn++) {
      alive?.push(await time(() => fetch(`${fleet.url}/api/livez`).then((response) => response.text())));
      let etag = "";
      fresh?.push(
        await time(async () => {
          const response = await fetch(`${fleet.url}/api/graph`);
          etag = response.headers.get("etag") ?? "";
          body = await response.text();
        }),
      );
      unchanged?.push(
        await time(() =>
          fetch(`${fleet.url}/api/graph`, { headers: { "If-None-Match": etag } }).then((response) => response.text()),
        ),
      );
    }
    await fleet.stop();
    const baseline = { what: "livez", figures: alive ?? [] };
    rows.push(
      toRow("graph", `${size} fresh`, "ms", fresh ?? [], baseline),
      toRow("graph", `${size} unchanged (304)`, "ms", unchanged ?? [], baseline),
      toRow("graph", `${size} gzipped`, "kB", [gzipSync(body).length / 1000], {
        what: "plain",
        figures: [body.length / 1000],
      }),
    );
  }
  return [...rows, ...measureLabelBytes()];
}

/** From a status patched on the API server to the card in the browser. */
async function pixels(): Promise<readonly Row[]> {
  const browser = await chromium.launch({ executablePath: await findBrowser(() => {}), args: [...BROWSER_ARGUMENTS] });
  const rows: Row[] = [];
  for (const size of [60, 250]) {
    const fleet = await serveFleet(size);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(fleet.url);
    await page.waitForFunction((count) => document.querySelectorAll("[data-id][data-state]").length >= count, size);
    const [ours, trips]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < CHANGES; turn++) {
      trips.push(
        await page.evaluate(async () => {
          const began = performance.now();
          await (await fetch("/api/livez")).text();
          return performance.now() - began;
        }),
      );
      ours.push(await measureChange(page, fleet.store, turn % 50));
    }
    await page.close();
    await fleet.stop();
    rows.push(
      toRow(
        "pixels",
        `change to card, ${size} nodes`,
        "ms",
        ours,
        { what: "livez from the page", figures: trips },
        size === 250 ? "p95 ≤ 250 ms" : null,
      ),
    );
  }
  await browser.close();
  return rows;
}

async function measureChange(
  page: Page,
  store: Awaited<ReturnType<typeof serveFleet>>["store"],
  index: number,
): Promise<number> {
  const raw = generateFleet(index + 1).at(-1);
  const { namespace = "", name = "" } = raw?.metadata ?? {};
  const id = toObjectId("Kustomization", namespace, name);
  const seen = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const card = document.querySelector(`[data-id="${wanted}"][data-state]`);
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => resolve(Date.now()));
        });
        if (card) observer.observe(card, { attributes: true, attributeFilter: ["data-state"] });
        else resolve(Number.NaN);
      }),
    id,
  );
  await page.evaluate(() => 0);
  const current = store.get(KUSTOMIZATION, namespace, name);
  const conditions = (current?.["status"] as { conditions: { status: string }[] } | undefined)?.conditions ?? [];
  const flipped =
    conditions[0]?.status === "True"
      ? { status: "False", reason: "BuildFailed" }
      : { status: "True", reason: "ReconciliationSucceeded" };
  const began = Date.now();
  store.mergePatch(
    KUSTOMIZATION,
    namespace,
    name,
    { status: { conditions: [{ ...conditions[0], ...flipped }] } },
    { subresource: "status" },
  );
  return (await seen) - began;
}

/** What the page's HTML makes the browser load before anything is drawn. */
async function script(): Promise<readonly Row[]> {
  const demo = await startDemo();
  const html = await (await fetch(demo.url)).text();
  // What only browsers without modules run is loaded by none of today's.
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const sources = new Set(scripts.map(([, source]) => source ?? ""));
  let bytes = 0;
  for (const source of sources) {
    const body = await (await fetch(new URL(source, demo.url))).arrayBuffer();
    bytes += gzipSync(new Uint8Array(body), { level: 9 }).length;
  }
  await demo.stop();
  return [toRow("script", "first load, gzipped", "kB", [bytes / 1000], null, "≤ 250 kB")];
}
