import { setTimeout as wait } from "node:timers/promises";
import type { BarePage } from "./bare-browser.ts";

/** What the page itself saw of a visit. */
export interface Visit {
  /** Milliseconds from when the page has read the snapshot's last byte. */
  readonly firstPicture: number;
  readonly longTasks: readonly number[];
}

declare global {
  interface Window {
    headwaterBench: { firstPicture: number; longTasks: number[]; snapshotAt: number };
  }
}

/** Opens the page and waits for its first picture; the page itself takes the times. */
export async function visit(page: BarePage, url: string): Promise<Visit> {
  await page.send("Page.enable");
  const { identifier } = (await page.send("Page.addScriptToEvaluateOnNewDocument", {
    source: `(${watchFirstPicture.toString()})()`,
  })) as { identifier: string };
  await page.send("Page.navigate", { url });
  let seen: unknown = null;
  const question = "globalThis.headwaterBench?.firstPicture > 0 ? JSON.stringify(headwaterBench) : null";
  for (const until = Date.now() + 60_000; seen === null && Date.now() < until; await wait(250))
    // While it goes from page to page there is nobody to ask.
    seen = await page.evaluate(question).catch(() => null);
  if (typeof seen !== "string") throw new Error("there was no picture in a minute");
  await page.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
  return JSON.parse(seen) as Visit;
}

/** Runs in the page. */
function watchFirstPicture(): void {
  const bench = { firstPicture: Number.NaN, longTasks: [] as number[], snapshotAt: Number.NaN };
  window.headwaterBench = bench;
  let arrivesAt = Number.POSITIVE_INFINITY;
  new PerformanceObserver((list) => {
    // What is busy before anything of the graph is there is the start of the page.
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime + duration >= arrivesAt) bench.longTasks.push(duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const response = await ask(...given);
    const { body } = response;
    if (body === null || new URL(response.url).pathname !== "/api/graph") return response;
    arrivesAt = performance.now();
    const reader = body.getReader();
    const read = reader.read.bind(reader);
    reader.read = async () => {
      const part = await read();
      if (part.done) bench.snapshotAt = performance.now();
      return part;
    };
    body.getReader = (() => reader) as typeof body.getReader;
    return response;
  };
  const look = () => {
    const canvas = [...document.querySelectorAll<HTMLCanvasElement>('[data-id="graph-paint"] canvas')];
    const isDrawn = canvas.some(({ width, style }) => width > 300 && style.visibility === "visible");
    if (isDrawn)
      requestAnimationFrame(() => {
        bench.firstPicture = performance.now() - bench.snapshotAt;
      });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
