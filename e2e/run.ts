import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./find-browser.ts";

/** Runs the browser tests: `npm run test:e2e -- [Playwright's own arguments]`. Needs a production build. */
const browser = await findBrowser((line) => console.log(line));
const config = fileURLToPath(new URL("playwright.config.ts", import.meta.url));
const { status } = spawnSync("playwright", ["test", "-c", config, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, HEADWATER_BROWSER: browser },
});
process.exitCode = status ?? 1;
