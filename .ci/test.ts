import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ROOT, runCommand } from "./run-command.ts";

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const RESULTS = `${ROOT}.cache/results`;

/** Runs everything that needs no more than Node: unit tests, a production build, and the browser tests on it. */
function main(): void {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const unit = runSuite(
    "unit tests",
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}/unit.json`],
    readUnit,
  );
  const build = runSuite("production build", "next", ["build"], null);
  const browser =
    build.failed > 0 ? { passed: 0, failed: 1 } : runSuite("browser tests", "node", ["e2e/run.ts"], readBrowser);
  const all = [unit, build, browser];
  const passed = all.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = all.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A suite that ends badly without having counted a failure has failed as a whole. */
function runSuite(what: string, command: string, args: readonly string[], read: (() => Tally) | null): Tally {
  console.log(`\n# ${what}`);
  const code = runCommand(command, args, { CI: process.env["CI"] ?? "true" });
  const tally = read === null ? { passed: code === 0 ? 1 : 0, failed: 0 } : read();
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readUnit(): Tally {
  const result = readJson(`${RESULTS}/unit.json`);
  return { passed: toCount(result["numPassedTests"]), failed: toCount(result["numFailedTests"]) };
}

function readBrowser(): Tally {
  const stats = readJson(`${RESULTS}/browser.json`)["stats"];
  const { expected, unexpected, flaky } = (stats ?? {}) as Record<string, unknown>;
  return { passed: toCount(expected), failed: toCount(unexpected) + toCount(flaky) };
}

function readJson(file: string): Record<string, unknown> {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function toCount(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

main();
