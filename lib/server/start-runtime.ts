import "server-only";
import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { createClusterReaders } from "#lib/cluster/create-cluster-readers.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readPresent } from "#lib/graph/present.ts";
import { toIdPrefix } from "./cluster-state.ts";
import { readConfiguration } from "./configuration.ts";
import { createLog } from "./log.ts";
import { findThread } from "./picture/offered-thread.ts";
import { readRuleSettings } from "./read-rule-settings.ts";
import { createRuntime, type Runtime } from "./runtime.ts";

/** Starts the runtime of this process. Nothing calls this while the pages are built. */
export function startRuntime(): Runtime {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const clock = createSystemClock(globalThis);
  const { contexts, namespaces } = configuration;
  const kubeconfig = { env: process.env, home: homedir(), contexts };
  // What each object alone tells is read while the next page is under way, and remembered until the graph is built.
  const onPage = (kind: string, objects: readonly RawObject[], cluster: string) => {
    if (kind !== KUSTOMIZATION.kind) return;
    for (const object of objects) readPresent(object, toIdPrefix(cluster, readers.length));
  };
  const readers = createClusterReaders({ kubeconfig, namespaces, clock, random: Math.random, log, onPage });
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
    startThread: findThread(),
  });
}
