import { buildIfNeeded } from "./build-if-needed.ts";
import { readConfiguration } from "./configuration.ts";
import { findPortFault } from "./find-port-fault.ts";
import { serve } from "./serve.ts";

/** Builds when there is no build of the sources below `root`, and serves until told to stop; gives the exit code. */
export async function start(root: string, say: (line: string) => void): Promise<number> {
  const configuration = readConfiguration(process.env);
  if (configuration.lintConfig !== null) {
    // Only a file may be wrong, and the rules take longer to load than all else here.
    const { readRuleSettings } = await import("./read-rule-settings.ts");
    readRuleSettings(configuration.lintConfig);
  }
  const fault = await findPortFault(configuration.hostname, configuration.port);
  if (fault !== null) throw new Error(fault);
  buildIfNeeded(root, say);
  return serve(root, configuration, say);
}
