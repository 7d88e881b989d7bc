import { defineConfig } from "@playwright/test";
import { BROWSER_ARGUMENTS } from "./find-browser.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.e2e.ts",
  outputDir: "../.cache/e2e",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "../.cache/results/browser.json" }]],
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["HEADWATER_BROWSER"] ?? "",
      args: [...BROWSER_ARGUMENTS],
    },
  },
});
