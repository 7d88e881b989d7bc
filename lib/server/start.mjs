import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * `npm start`. Node keeps what it has compiled and stripped of types, for the next start: that takes a third of a second
 * less, here and in the server's process. What is loaded before the cache is there is compiled each time, so this file
 * has no types: to take those away Node would load a compiler first. Where nothing can be written Node goes without.
 */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("../../.cache/compiled", import.meta.url));
enableCompileCache();
const { start } = await import("./start-server.ts");

try {
  process.exitCode = await start(ROOT, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
