import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the measured process by `--import`: writes now and then how long its event loop was blocked and what it
 * used. Everything is counted from the process' beginning.
 */
const folder = process.env["HEADWATER_PROBE"];
const EVERY_MS = 200;

if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const file = join(folder, String(process.pid));
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    const told = {
      p99: delays.percentile(99) / 1e6,
      max: delays.max / 1e6,
      cpuMs: (user + system) / 1000,
      rss: process.memoryUsage.rss() / 1e6,
      peakRss: process.resourceUsage().maxRSS / 1000,
    };
    // Renamed when it is whole: it is read at any moment.
    writeFileSync(`${file}.new`, JSON.stringify(told));
    renameSync(`${file}.new`, `${file}.json`);
  }, EVERY_MS).unref();
}
