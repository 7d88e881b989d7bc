import { setTimeout } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { Agent, request } from "undici";
import { buildPrograms, findGo } from "#e2e/control-plane/build-programs.ts";
import { ControlPlane, type ControlPlaneAddress } from "#e2e/control-plane/control-plane.ts";
import { startHeadwater } from "#e2e/start-headwater.ts";
import { createClusterReaders } from "#lib/cluster/create-cluster-readers.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, toApiPath } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { fillCluster, forEachAtOnce } from "./fill-cluster.ts";
import { generateFleet } from "./generate-fleet.ts";
import { countConnections, type Probe } from "./read-probe.ts";
import { type Row, toRow } from "./row.ts";
import type { Start } from "./serve-fleet.ts";
import { createProbe, startProbed } from "./start-probed.ts";
import { time } from "./stopwatch.ts";
import { waitUntil } from "./wait-until.ts";
import { watchMessages } from "./watch-messages.ts";

const SIZE = 10_000;
const TURNS = 3;
const CALLS = 1_000;
const CHANGES_PER_SECOND = 200;
const CHANGE_SECONDS = 60;
/** One of so many changes is a failure; the others are applied, as in a rollout. */
const FAILING_OF = 10;
const PAGE = 500;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Ten thousand Kustomizations on a real API server: a cold start, a thousand calls, and changes for a minute. */
export async function cluster(): Promise<readonly Row[]> {
  if (findGo() === null) {
    process.stderr.write("Go is not installed: the suite cluster, which needs a real API server, is left out.\n");
    return [];
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const plane = await ControlPlane.start(buildPrograms(say));
  try {
    const fleet = generateFleet(SIZE);
    const began = performance.now();
    await fillCluster(plane.client, fleet);
    say(`${SIZE} Kustomizations were created in ${Math.round((performance.now() - began) / 1000)} s.`);
    const kubeconfig = await plane.writeKubeconfig("viewer");
    return [
      ...(await measureStart(plane.address, kubeconfig)),
      ...(await measureConnections(plane.address, kubeconfig, fleet)),
      ...(await measureChanges(plane, kubeconfig, fleet)),
    ];
  } finally {
    await plane.stop();
  }
}

async function measureStart(address: ControlPlaneAddress, kubeconfig: string): Promise<readonly Row[]> {
  const bare: number[] = [];
  const cold: number[] = [];
  const probes: Probe[] = [];
  // Once before, for the build that the very first start makes.
  await (await startHeadwater(kubeconfig)).stop();
  for (let turn = 0; turn < TURNS; turn++) {
    bare.push(await time(() => listBare(address)));
    cold.push(await startCold(startHeadwater, kubeconfig));
    // Once more for the rest, for a probe takes time itself.
    const probe = createProbe();
    await startCold(startProbed(probe), kubeconfig, () => probes.push(probe.read()));
    probe.stop();
  }
  const baseline = { what: "bare paged list", figures: bare };
  return [
    toRow("cluster", `cold start to a served snapshot of ${SIZE}`, "ms", cold, baseline, "≤ 3 ×"),
    toRow(
      "cluster",
      "event loop late while it loads, p99",
      "ms",
      probes.map(({ p99 }) => p99),
      null,
      "≤ 50 ms",
    ),
    toRow(
      "cluster",
      "event loop late while it loads, worst",
      "ms",
      probes.map(({ max }) => max),
    ),
    toRow(
      "cluster",
      "peak memory (RSS) after it loaded",
      "MB",
      probes.map(({ peakRss }) => peakRss),
      null,
      "≤ 400 MB",
    ),
  ];
}

async function measureChanges(
  plane: ControlPlane,
  kubeconfig: string,
  fleet: readonly RawObject[],
): Promise<readonly Row[]> {
  const probe = createProbe();
  const headwater = await startProbed(probe)(kubeconfig);
  const sent = new Map<string, number>();
  const latencies: number[] = [];
  const ending = new AbortController();
  const { begun, ended } = await watchMessages(
    headwater.url,
    (message) => {
      const at = sent.get(message);
      if (at === undefined) return;
      // It may come before the API server's answer has: then it took no time at all.
      latencies.push(Math.max(0, performance.now() - at));
      sent.delete(message);
    },
    ending.signal,
  );
  await begun;
  const total = CHANGES_PER_SECOND * CHANGE_SECONDS;
  const cpuBefore = probe.read().cpuMs;
  const began = performance.now();
  await forEachAtOnce([...Array(total).keys()], 24, async (index) => {
    await setTimeout(Math.max(0, began + (index / CHANGES_PER_SECOND) * 1_000 - performance.now()));
    const object = fleet[index % fleet.length];
    if (object === undefined) return;
    const message = `change ${index} of the bench`;
    sent.set(message, Number.POSITIVE_INFINITY);
    await plane.client.mergePatch(
      KUSTOMIZATION,
      object.metadata.namespace ?? "",
      object.metadata.name,
      { status: { conditions: [toReady(index % FAILING_OF === 0, message)] } },
      "status",
    );
    if (sent.has(message)) sent.set(message, performance.now());
  });
  const seconds = (performance.now() - began) / 1_000;
  for (let patience = 0; sent.size > 0 && patience < 50; patience++) await setTimeout(100);
  const { cpuMs, peakRss, p99 } = probe.read();
  ending.abort();
  await ended;
  await headwater.stop();
  probe.stop();
  const lost = sent.size;
  return [
    toRow("cluster", `${total} changes in ${Math.round(seconds)} s: lost`, "changes", [lost], null, "0"),
    toRow("cluster", "API change → snapshot in the stream", "ms", latencies, null, "p95 ≤ 250 ms"),
    toRow("cluster", "one core, while they come", "%", [(cpuMs - cpuBefore) / seconds / 10], null, "≤ 50 %"),
    toRow("cluster", "event loop late over the whole run, p99", "ms", [p99]),
    toRow("cluster", "peak memory (RSS) after all changes", "MB", [peakRss], null, "≤ 400 MB"),
  ];
}

/** Headwater's own reader in this process, so that only calls to the API server are counted; the rest stays as it was. */
async function measureConnections(
  { url }: ControlPlaneAddress,
  kubeconfigPath: string,
  fleet: readonly RawObject[],
): Promise<readonly Row[]> {
  const port = Number(new URL(url).port);
  const before = countConnections(process.pid, port);
  const [reader] = createClusterReaders({
    kubeconfig: { kubeconfigPath, env: {}, home: null },
    namespaces: null,
    clock: createSystemClock(globalThis),
    random: Math.random,
    log: SILENT,
  });
  if (reader === undefined || before === null) return [];
  reader.start();
  await waitUntil(async () => reader.reading().scopes.every(({ state }) => state === "ok"));
  await forEachAtOnce([...Array(CALLS).keys()], 20, async (index) => {
    const { name = "", namespace = "" } = fleet[index % fleet.length]?.metadata ?? {};
    await reader.api.get(KUSTOMIZATION, namespace, name);
  });
  const after = countConnections(process.pid, port) ?? before;
  await reader.stop();
  const what = `connections to the API server after ${CALLS} calls, watches and all`;
  return [toRow("cluster", what, "", [after - before], null, "≤ 3")];
}

function toReady(fails: boolean, message: string): object {
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const outcome = fails
    ? { status: "False", reason: "BuildFailed" }
    : { status: "True", reason: "ReconciliationSucceeded" };
  return { type: "Ready", ...outcome, message, lastTransitionTime, observedGeneration: 1 };
}

/** Starts Headwater and asks for its first snapshot; gives the milliseconds until that has come, whole. */
async function startCold(start: Start, kubeconfig: string, look: () => void = () => {}): Promise<number> {
  const began = performance.now();
  const headwater = await start(kubeconfig);
  const body = await (await fetch(`${headwater.url}/api/graph`)).text();
  const taken = performance.now() - began;
  look();
  await headwater.stop();
  const { nodes } = JSON.parse(body) as { readonly nodes: readonly unknown[] };
  if (nodes.length < SIZE) throw new Error(`The first snapshot has ${nodes.length} nodes.`);
  return taken;
}

/** What any reader has to do at least: every page of the list, one after the other over one connection, and parsed. */
async function listBare({ url, ca, tokens }: ControlPlaneAddress): Promise<void> {
  const agent = new Agent({ connect: { ca }, connections: 1 });
  let next = "";
  let count = 0;
  do {
    const answer = await request(`${url}${toApiPath(KUSTOMIZATION, null)}?limit=${PAGE}&continue=${next}`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${tokens.viewer}`, "accept-encoding": "gzip" },
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const text = answer.headers["content-encoding"] === "gzip" ? gunzipSync(bytes).toString() : bytes.toString();
    const page = JSON.parse(text) as { metadata: { continue?: string }; items: readonly unknown[] };
    next = encodeURIComponent(page.metadata.continue ?? "");
    count += page.items.length;
  } while (next !== "");
  await agent.close();
  if (count !== SIZE) throw new Error(`The bare list has ${count} objects.`);
}
