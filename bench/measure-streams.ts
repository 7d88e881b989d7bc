import { type ChildProcess, fork } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { countConnections, type Probe } from "./read-probe.ts";
import type { ServedFleet } from "./serve-fleet.ts";
import type { ClientsOrder, FromClients, ToClients } from "./stream-clients.ts";

const CLIENTS = fileURLToPath(new URL("stream-clients.ts", import.meta.url));
/** What follows on the opening, and every collection of what it left, is over by then. */
const SETTLING_MS = 3_000;
const DROPPING_LIMIT_MS = 30_000;

export interface StreamsPlan {
  readonly fleet: ServedFleet;
  readonly size: number;
  readonly streams: number;
  readonly stalled: number;
  readonly encoding: ClientsOrder["encoding"];
  readonly changes: number;
  readonly probe: () => Probe;
}

export interface StreamsFigures {
  /** Until all had their first message whole, and what the server worked for it: milliseconds; MB sent. */
  readonly opening: { readonly ms: number; readonly cpuMs: number; readonly megabytes: number };
  /** Until the server had let go of all that do not read; null where none of them was opened, or some are still there. */
  readonly droppedMs: number | null;
  /** Percent of one core. */
  readonly core: number;
  /** MB. */
  readonly rss: number;
  /** From the change on the API server to each client, milliseconds. */
  readonly latencies: readonly number[];
  readonly lost: number;
}

/** Opens streams in another process, changes a status each second, and says what it costs and how late it comes. */
export async function measureStreams(plan: StreamsPlan): Promise<StreamsFigures> {
  const { fleet, streams, stalled, encoding, changes, probe } = plan;
  const clients = fork(CLIENTS, { execArgv: [] });
  const beforeOpening = probe().cpuMs;
  const dropping = performance.now();
  tell(clients, { type: "open", order: { url: fleet.url, count: streams, stalled, encoding, lastRevision: null } });
  const opened = await hear(clients, "opened");
  await setTimeout(300);
  const openingCpu = probe().cpuMs - beforeOpening;
  const droppedMs = stalled === 0 ? null : await waitForDrop(clients.pid ?? 0, fleet.url, streams, dropping);
  await setTimeout(SETTLING_MS);
  const cpuBefore = probe().cpuMs;
  const began = performance.now();
  const sent = new Map<string, number>();
  let rss = 0;
  for (let index = 0; index < changes; index++) {
    await setTimeout(Math.max(0, began + index * 1_000 - performance.now()));
    sent.set(change(plan, index), performance.timeOrigin + performance.now());
    rss = Math.max(rss, probe().rss);
  }
  await setTimeout(Math.max(0, began + changes * 1_000 - performance.now()));
  const core = (probe().cpuMs - cpuBefore) / (performance.now() - began);
  await setTimeout(1_000);
  tell(clients, { type: "report" });
  const { arrivals } = await hear(clients, "report");
  tell(clients, { type: "end" });
  const latencies = arrivals.flatMap(({ change: name, times }) => times.map((time) => time - (sent.get(name) ?? 0)));
  return {
    opening: { ms: opened.ms, cpuMs: openingCpu, megabytes: opened.bytes / 1e6 },
    droppedMs,
    core: core * 100,
    rss,
    latencies,
    lost: changes * streams - latencies.length,
  };
}

/** Writes a failure into one status; gives the words that tell it apart. */
function change({ fleet: { store }, size }: StreamsPlan, index: number): string {
  // A prime, so that changes are all over the fleet.
  const number = (index * 7_919 + 13) % size;
  const message = `change ${index} of the streams`;
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const failed = { type: "Ready", status: "False", reason: "BuildFailed", message, lastTransitionTime };
  store.mergePatch(
    KUSTOMIZATION,
    `team-${number % 12}`,
    `app-${number}`,
    { status: { conditions: [{ ...failed, observedGeneration: 1 }] } },
    { subresource: "status" },
  );
  return message;
}

/** Those that read stay connected; the system tells when the others are not any more. */
async function waitForDrop(pid: number, url: string, streams: number, since: number): Promise<number | null> {
  const port = Number(new URL(url).port);
  while (performance.now() - since < DROPPING_LIMIT_MS) {
    if ((countConnections(pid, port) ?? 0) <= streams) return performance.now() - since;
    await setTimeout(100);
  }
  return null;
}

function tell(clients: ChildProcess, message: ToClients): void {
  clients.send(message);
}

function hear<Type extends FromClients["type"]>(
  clients: ChildProcess,
  type: Type,
): Promise<Extract<FromClients, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const take = (message: FromClients) => {
      if (message.type !== type) return;
      clients.off("message", take);
      resolve(message as Extract<FromClients, { type: Type }>);
    };
    clients.on("message", take);
    clients.once("exit", () => reject(new Error("The process of the clients has ended.")));
  });
}
