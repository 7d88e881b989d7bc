import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build-if-needed.ts";
import { readConfiguration } from "./configuration.ts";
import { findPortFault } from "./find-port-fault.ts";
import { readRuleSettings } from "./read-rule-settings.ts";
import { serve } from "./serve.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `npm start`: builds when there is no build of these sources, and serves until it is told to stop. */
async function start(): Promise<number> {
  const configuration = readConfiguration(process.env);
  readRuleSettings(configuration.lintConfig);
  const fault = await findPortFault(configuration.hostname, configuration.port);
  if (fault !== null) throw new Error(fault);
  buildIfNeeded(ROOT, say);
  return serve(ROOT, configuration, say);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
