import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { BROWSER_ARGUMENTS, findBrowser } from "./find-browser.ts";
import { startDemo } from "./start-demo.ts";

const FOLDER = fileURLToPath(new URL("../public/", import.meta.url));
const WAITING_NODE = "Kustomization/apps/orders-api";

/** `npm run picture [-- all]`: takes the README's picture of the demo; with `all` also those that are looked at before a release. */
const SHOTS = [
  { name: "demo", theme: "dark", width: 1440, height: 900, path: "/" },
  { name: "main-light", theme: "light", width: 1440, height: 900, path: "/" },
  { name: "details-dark", theme: "dark", width: 1440, height: 900, path: `/?node=${encodeURIComponent(WAITING_NODE)}` },
  {
    name: "details-light",
    theme: "light",
    width: 1440,
    height: 900,
    path: `/?node=${encodeURIComponent(WAITING_NODE)}`,
  },
  { name: "table-dark", theme: "dark", width: 1440, height: 900, path: "/?view=table" },
  { name: "phone-light", theme: "light", width: 390, height: 844, path: "/" },
  { name: "phone-dark", theme: "dark", width: 390, height: 844, path: "/" },
  { name: "phone-graph-dark", theme: "dark", width: 390, height: 844, path: "/?pane=graph" },
] as const;

const all = process.argv.includes("all");
const folder = all ? fileURLToPath(new URL("../.cache/pictures/", import.meta.url)) : FOLDER;
mkdirSync(folder, { recursive: true });
const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: await findBrowser((line) => console.log(line)),
  args: [...BROWSER_ARGUMENTS, "--font-render-hinting=none"],
});
for (const { name, theme, width, height, path } of all ? SHOTS : SHOTS.slice(0, 1)) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: "reduce" });
  await page.goto(`${demo.url}${path}`);
  await page.getByText("postgres").first().waitFor();
  await page.waitForFunction(() => document.fonts.ready.then(() => true));
  if (path.includes("table")) await page.getByRole("table").waitFor();
  else if (width > 720 || path.includes("graph"))
    await page.locator(`[data-id="${WAITING_NODE}"][data-state]`).waitFor();
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
  console.log(`${folder}${name}.png`);
  await page.close();
}
await browser.close();
await demo.stop();
