import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { findGo } from "#e2e/control-plane/build-programs.ts";
import { ROOT, runCommand } from "./run-command.ts";

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const RESULTS = `${ROOT}.cache/results`;

const NO_GO = `
################################################################################
  NOT TESTED on a real control plane: Go is not installed on this machine.
  Everything else is. With Go (https://go.dev/dl) this builds a real API server
  and the real kustomize-controller, and runs npm run test:cluster.
################################################################################`;

/**
 * Runs the unit tests, a production build, the browser tests on it, and, where there is Go, the tests on a real control
 * plane.
 */
function main(): void {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const unit = runSuite("unit tests", "vitest", ["run", ...toReporters("unit")], () => readVitest("unit"));
  const build = runSuite("production build", "next", ["build"], null);
  const browser =
    build.failed > 0 ? { passed: 0, failed: 1 } : runSuite("browser tests", "node", ["e2e/run.ts"], readBrowser);
  const cluster = build.failed > 0 ? { passed: 0, failed: 1 } : runOnCluster();
  const all = [unit, build, browser, cluster];
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

function runOnCluster(): Tally {
  if (findGo() === null) {
    console.log(NO_GO);
    return { passed: 0, failed: 0 };
  }
  const args = ["e2e/control-plane/run.ts", ...toReporters("cluster")];
  return runSuite("tests on a real control plane", "node", args, () => readVitest("cluster"));
}

function toReporters(name: string): readonly string[] {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}/${name}.json`];
}

function readVitest(name: string): Tally {
  const result = readJson(`${RESULTS}/${name}.json`);
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
