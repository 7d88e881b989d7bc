import { readConfiguration } from "./configuration.ts";
import { findPortFault } from "./find-port-fault.ts";
import { readRuleSettings } from "./read-rule-settings.ts";

/** Throws an Error that says what is wrong with what the server is started with, where something is. */
export async function checkStart(environment: NodeJS.ProcessEnv): Promise<void> {
  const { hostname, port, lintConfig } = readConfiguration(environment);
  readRuleSettings(lintConfig);
  const fault = await findPortFault(hostname, port);
  if (fault !== null) throw new Error(fault);
}
