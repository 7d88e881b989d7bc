import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build, isBuildOutdated } from "#lib/server/build.ts";
import { buildPrograms, findGo } from "./build-programs.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const USAGE = `npm run test:cluster [-- --record] [-- <Vitest's own arguments>]

Builds a real etcd, kube-apiserver and kustomize-controller from Go modules (minutes the first time), starts them and
runs the tests that need them. --record also writes what the real controller did in each case into the project's
recordings, which the unit tests then hold the analysis and the emulator to.`;

/** `npm run test:cluster`. */
function main(args: readonly string[]): number {
  if (args.includes("--help")) {
    say(USAGE);
    return 0;
  }
  if (findGo() === null) {
    process.stderr.write("Go is not installed. The tests on a real control plane need it: https://go.dev/dl\n");
    return 1;
  }
  const began = performance.now();
  buildPrograms(say);
  if (isBuildOutdated(ROOT)) build(ROOT, say);
  say(`All programs are there after ${Math.round((performance.now() - began) / 1000)} s.`);
  const { status } = spawnSync(
    "vitest",
    ["run", "--config", "e2e/control-plane/vitest.config.ts", ...args.filter((one) => one !== "--record")],
    {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, HEADWATER_RECORD: String(args.includes("--record")) },
    },
  );
  return status ?? 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main(process.argv.slice(2));
