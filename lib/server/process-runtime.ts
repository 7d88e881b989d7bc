import "server-only";
import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { createClusterReaders } from "#lib/cluster/create-cluster-readers.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readKustomization } from "#lib/graph/read-objects.ts";
import { readConfiguration } from "./configuration.ts";
import { createLog } from "./log.ts";
import { readRuleSettings } from "./read-rule-settings.ts";
import { createRuntime, type Runtime } from "./runtime.ts";

const KEY = Symbol.for("headwater.runtime");
const holder = globalThis as { [KEY]?: Runtime };

/**
 * Gives the runtime of this process and starts it at the first call. It hangs on the process, for a module may exist
 * twice in Next; nothing calls this while the pages are built.
 */
export function getRuntime(): Runtime {
  holder[KEY] ??= startRuntime();
  return holder[KEY];
}

/** Ends the runtime, if it was started. */
export async function stopRuntime(): Promise<void> {
  await holder[KEY]?.stop();
}

/** What each object alone tells is read while the next page is under way, and remembered until the graph is built. */
function readAhead(kind: string, objects: readonly RawObject[]): void {
  if (kind === KUSTOMIZATION.kind) for (const object of objects) readKustomization(object);
}

function startRuntime(): Runtime {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const clock = createSystemClock(globalThis);
  const { contexts, namespaces } = configuration;
  const kubeconfig = { env: process.env, home: homedir(), contexts };
  const readers = createClusterReaders({ kubeconfig, namespaces, clock, random: Math.random, log, onPage: readAhead });
  const newId = () => randomUUID().slice(0, 13);
  const ruleSettings = readRuleSettings(configuration.lintConfig);
  return createRuntime({
    configuration,
    ruleSettings,
    readers,
    clock,
    log,
    newId,
    random: Math.random,
    measure: () => performance.now(),
  });
}
