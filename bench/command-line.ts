import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, toApiPath, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { generateFleet } from "./generate-fleet.ts";
import { type Row, toRow } from "./row.ts";
import { time } from "./stopwatch.ts";

const HEADWATER = fileURLToPath(new URL("../lib/cli/headwater.mjs", import.meta.url));
const TURNS = 7;
const FLEET = 1_000;
const FILES = 2_000;
const FILES_EACH = 4;

/** The command line as a person meets it, from its start to its end: `why` on a large cluster, `lint` of a large repository. */
export async function commandLine(): Promise<readonly Row[]> {
  return [await measureWhy(), await measureLint()];
}

async function measureWhy(): Promise<Row> {
  const clock = createSystemClock(globalThis);
  let uids = 0;
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `uid-${++uids}` });
  const fleet = generateFleet(FLEET);
  for (const object of fleet) store.create(KUSTOMIZATION, object);
  const tokens = new Map([["bench", { user: "bench", groups: ["system:masters"] }]]);
  const api = createApiServer({ store, clock, tokens });
  const { url } = await api.listen();
  const folder = mkdtempSync(join(tmpdir(), "headwater-bench-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name: "bench", url, token: "bench" }]);
  const blocked = fleet.find(({ status }) => JSON.stringify(status).includes("DependencyNotReady"));
  const name = `${blocked?.metadata.namespace}/${blocked?.metadata.name}`;
  const [ours, lists]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    lists.push(
      await time(async () => {
        const answer = await fetch(url + toApiPath(KUSTOMIZATION, null), {
          headers: { Authorization: "Bearer bench" },
        });
        await answer.json();
      }),
    );
    ours.push(await time(() => runHeadwater(["why", name, "--kubeconfig", kubeconfig])));
  }
  await api.close();
  rmSync(folder, { recursive: true, force: true });
  const baseline = { what: "a bare list of the same server", figures: lists };
  return toRow("cli", `why, ${FLEET} Kustomizations`, "ms", ours, baseline, "≤ 1000 ms");
}

async function measureLint(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "headwater-bench-"));
  writeRepository(folder);
  const [ours, reads]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    reads.push(
      await time(async () => {
        for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }))
          if (file.isFile()) readFileSync(join(file.parentPath, file.name), "utf8");
      }),
    );
    ours.push(await time(() => runHeadwater(["lint", folder, "--fail-on", "never"])));
  }
  rmSync(folder, { recursive: true, force: true });
  const baseline = { what: "reading the files alone", figures: reads };
  return toRow("cli", `lint, ${FILES} manifest files`, "ms", ours, baseline, "≤ 2000 ms");
}

/** A quarter of the files are Kustomizations; beside each stands what such repositories hold most of. */
function writeRepository(folder: string): void {
  for (const { metadata, apiVersion, kind, spec } of generateFleet(FILES / FILES_EACH)) {
    const { name, namespace } = metadata;
    const place = join(folder, "apps", name);
    const values = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`key${at}`, { a: at, b: [1, 2, 3] }]));
    const write = (file: string, object: object) => writeFileSync(join(place, file), stringify(object));
    mkdirSync(join(place, "app"), { recursive: true });
    write("ks.yaml", { apiVersion, kind, metadata: { name, namespace }, spec });
    const release = { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease" };
    write("app/helmrelease.yaml", { ...release, metadata: { name, namespace }, spec: { values } });
    const config = { apiVersion: "v1", kind: "ConfigMap", metadata: { name } };
    write("app/config.yaml", { ...config, data: Object.fromEntries(Object.keys(values).map((key) => [key, "value"])) });
    const kustomize = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };
    write("app/kustomization.yaml", { ...kustomize, resources: ["./helmrelease.yaml", "./config.yaml"] });
  }
}

/** Not by a call that stands still until it is done: the API server answers in this process. */
function runHeadwater(words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [HEADWATER, ...words], { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`headwater ${words[0]} ended with ${code}`)),
    );
  });
}
