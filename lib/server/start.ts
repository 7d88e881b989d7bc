import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Configuration, readConfiguration } from "./configuration.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NEXT = fileURLToPath(new URL("../../node_modules/next/dist/bin/next", import.meta.url));
const SOURCES = ["app/**/*", "components/**/*", "lib/**/*", "public/**/*", "*.ts", "*.mjs", "package-lock.json"];
const LAST_WORD_MS = 4_500;

/** `npm start`: builds when there is no build of these sources, and serves until it is told to stop. */
async function main(): Promise<void> {
  const configuration = readOrExit();
  const { hostname, port } = configuration;
  const fault = await findPortFault(hostname, port);
  if (fault !== null) fail(fault);
  if (isBuildOutdated()) build();
  serve(configuration);
}

function readOrExit(): Configuration {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function findPortFault(hostname: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken by another program. Stop it, or choose another one: PORT=${port + 1} npm start`,
        EACCES: `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`,
        EADDRNOTAVAIL: `${hostname} is no address of this machine. Set HOSTNAME to one, such as 127.0.0.1.`,
      };
      resolve(reasons[error.code ?? ""] ?? `${hostname}:${port} cannot be listened on: ${error.message}`);
    });
    probe.listen({ host: hostname, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

function isBuildOutdated(): boolean {
  const stamp = `${ROOT}.next/BUILD_ID`;
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  return files.some(
    (file) => !file.includes(".test") && file !== "next-env.d.ts" && statSync(`${ROOT}${file}`).mtimeMs > built,
  );
}

function build(): void {
  process.stdout.write("Building Headwater, once…\n");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build"], { cwd: ROOT, env, encoding: "utf8" });
  if (status !== 0) fail(`The build failed.\n${stdout}\n${stderr}`);
}

function serve({ hostname, port }: Configuration): void {
  const args = [NEXT, "start", "--hostname", hostname, "--port", String(port)];
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  const server = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  // Of what Next prints only the log and the address are of use to whoever reads it.
  createInterface({ input: server.stdout }).on("line", (line) => {
    const address = /Local:\s+(http:\/\/\S+)/.exec(line)?.[1];
    if (address !== undefined) process.stdout.write(`Headwater is at ${address}\n`);
    else if (line.startsWith("{")) process.stdout.write(`${line}\n`);
  });
  const stop = (signal: NodeJS.Signals) => {
    server.kill(signal);
    setTimeout(() => server.kill("SIGKILL"), LAST_WORD_MS).unref();
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  server.on("exit", (code) => process.exit(code ?? 0));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

await main();
