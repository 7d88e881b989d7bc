import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** How every Chromium of the tests is started: it may run as root in a container, and calls nobody. */
export const BROWSER_ARGUMENTS: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * Finds or brings a Chromium: one on the machine, else Playwright's own (downloaded when it is not there), else the
 * one that comes as an npm package. Gives the path of its program; throws when none of the three starts.
 */
export async function findBrowser(log: (line: string) => void): Promise<string> {
  const ways: readonly (readonly [what: string, find: () => string | undefined | Promise<string | undefined>])[] = [
    ["HEADWATER_BROWSER", () => process.env["HEADWATER_BROWSER"]],
    ["a Chromium on this machine", findInstalled],
    ["Playwright's own", findPlaywrights],
    ["Playwright's download", downloadPlaywrights],
    ["the npm package @sparticuz/chromium", unpackPackaged],
  ];
  const only = process.env["HEADWATER_BROWSER_FROM"];
  for (const [what, find] of ways) {
    if (only !== undefined && !what.includes(only)) continue;
    const path = await find();
    if (path === undefined) continue;
    if (starts(path)) {
      log(`browser: ${what} (${path})`);
      return path;
    }
    log(`browser: ${what} does not start (${path})`);
  }
  throw new Error("No Chromium starts here. Install one, or name its program in HEADWATER_BROWSER.");
}

function findInstalled(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC_CHROME];
  return candidates.find((path) => existsSync(path));
}

function findPlaywrights(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function downloadPlaywrights(): string | undefined {
  try {
    execFileSync("playwright", ["install", "chromium"], { stdio: "ignore", timeout: DOWNLOAD_TIMEOUT_MS });
  } catch {
    return undefined;
  }
  return findPlaywrights();
}

async function unpackPackaged(): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  const packaged = await import("@sparticuz/chromium");
  return packaged.default.executablePath();
}

function starts(path: string): boolean {
  return spawnSync(path, ["--version", ...BROWSER_ARGUMENTS], { timeout: 30_000 }).status === 0;
}
