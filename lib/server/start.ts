import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { toCompileCache } from "./compile-cache.ts";

/** `npm start`. What is imported before the cache is there would be compiled each time. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

enableCompileCache(toCompileCache(ROOT));
const { start } = await import("./start-server.ts");

try {
  process.exitCode = await start(ROOT, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
