import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROGRAMS, type Program } from "./programs.ts";

const FOLDER = fileURLToPath(new URL("programs/", import.meta.url));

/** Where each program's binary lies. */
export type Binaries = Readonly<Record<Program["name"], string>>;

/** Says which Go is on the machine, like `go1.26.8`; null where there is none. */
export function findGo(): string | null {
  const { status, stdout } = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8", cwd: FOLDER });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Builds what has not been built before, and gives the binaries. They are kept in the user's cache under a hash of what
 * pins them, so every checkout of the same versions shares them. Throws with Go's words when a build fails.
 */
export function buildPrograms(say: (line: string) => void): Binaries {
  const go = findGo();
  if (go === null) throw new Error("Go is not installed: the real control plane is built from Go modules.");
  const built = PROGRAMS.map((program) => [program.name, buildProgram(program, go, say)]);
  return Object.fromEntries(built) as Binaries;
}

/** Gives the folder of a Go module that a program is made of, as `go list -m` finds it in the module cache. */
export function findModule(program: Program["name"], module: string): string {
  const options = { cwd: join(FOLDER, program), encoding: "utf8" } as const;
  execFileSync("go", ["mod", "download", module], options);
  return execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", module], options).trim();
}

/** Gives the folder of a Go module that no program is made of, at a version; it is downloaded when it is not there. */
export function downloadModule(moduleAtVersion: string): string {
  const told = execFileSync("go", ["mod", "download", "-json", moduleAtVersion], { cwd: FOLDER, encoding: "utf8" });
  const { Dir } = JSON.parse(told) as { readonly Dir: string };
  return Dir;
}

function buildProgram(program: Program, go: string, say: (line: string) => void): string {
  const binary = join(toCacheFolder(), toHash(program, go), program.name);
  if (existsSync(binary)) return binary;
  say(`Building ${program.name} (minutes the first time, seconds when Go has built it before).`);
  const began = performance.now();
  mkdirSync(join(binary, ".."), { recursive: true });
  // Renamed when it is whole, so that a build that was cut leaves no half of a program behind.
  const unfinished = `${binary}.${process.pid}`;
  const { status, stderr } = spawnSync(
    "go",
    ["build", "-trimpath", `-ldflags=${toLinkerFlags(program)}`, "-o", unfinished, program.tool],
    { cwd: join(FOLDER, program.name), encoding: "utf8", env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "" } },
  );
  if (status !== 0) throw new Error(`${program.name} could not be built.\n${stderr}`.trim());
  renameSync(unfinished, binary);
  say(`Built ${program.name} in ${Math.round((performance.now() - began) / 1000)} s.`);
  return binary;
}

function toLinkerFlags({ variables }: Program): string {
  return ["-s", "-w", ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(" ");
}

function toHash(program: Program, go: string): string {
  const hash = createHash("sha256").update(JSON.stringify([go, program, process.platform, process.arch]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(FOLDER, program.name, file)));
  return hash.digest("hex").slice(0, 16);
}

function toCacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "headwater", "control-plane");
}
