import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiServer, createApiServer } from "#lib/emulator/api-server.ts";
import type { Authorize } from "#lib/emulator/authorization.ts";
import { DemoWorld } from "#lib/emulator/demo/demo-world.ts";
import { EmbeddedCluster } from "#lib/emulator/demo/embedded-cluster.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const SETTLING_SECONDS = 300;
const READER = "jane@example.com";

/** What a test gives a cluster other than the usual. */
export interface TestClusterOptions {
  /** Kustomizations, each `namespace/name` with what it depends on, and an expression for all of that; its source is the GitRepository `fleet`, or what is said. */
  readonly fleet: Readonly<
    Record<
      string,
      { readonly dependsOn?: readonly string[]; readonly readyExpr?: string; readonly sourceKind?: string }
    >
  >;
  /** Fails its health check. */
  readonly broken?: string;
  /** Plurals of kinds that this cluster does not have. */
  readonly absent?: readonly string[];
  readonly authorize?: Authorize;
}

/** A small cluster in this process that has come to rest, behind an API server that can go away and come back. */
export interface TestCluster {
  readonly kubeconfig: string;
  /** Who reads it, as its API server names them. */
  readonly reader: string;
  /** Whether something may be read, from now on. */
  authorize: Authorize;
  goAway(): Promise<void>;
  /** On the same port as before. */
  comeBack(): Promise<void>;
  /** For good. */
  remove(): Promise<void>;
}

/** Starts a cluster of a few Kustomizations that the controllers have reconciled. */
export async function startTestCluster(options: TestClusterOptions): Promise<TestCluster> {
  const world = new DemoWorld(() => 0.5);
  if (options.broken !== undefined) world.break(options.broken);
  const cluster = new EmbeddedCluster({
    startMs: Date.now() - SETTLING_SECONDS * 1000,
    random: () => 0.5,
    newUid: randomUUID,
    workload: (kustomization) => world.outcomeOf(kustomization),
    originOf: (name) => world.originOf(name),
    concurrent: 20,
  });
  cluster.apply(buildSource());
  for (const [key, given] of Object.entries(options.fleet)) cluster.apply(buildKustomization(key, given));
  cluster.startControllers();
  await cluster.pass(SETTLING_SECONDS);

  const token = randomUUID();
  const absent = (options.absent ?? []).map((plural) => new RegExp(`/${plural}(?:[/?]|$)`));
  const folder = mkdtempSync(join(tmpdir(), "headwater-cluster-"));
  const kubeconfig = join(folder, "kubeconfig");
  const state = { authorize: options.authorize ?? (() => true) };
  const createServer = () =>
    createApiServer({
      store: cluster.store,
      clock: createSystemClock(globalThis),
      tokens: new Map([[token, { user: READER, groups: [] }]]),
      authorize: (...asked) => state.authorize(...asked),
      onRequest: ({ url = "" }, response) => absent.some((path) => path.test(url)) && sayNotFound(response),
    });
  let server: ApiServer = createServer();
  const { url } = await server.listen();
  await writeKubeconfig(kubeconfig, [{ name: "staging", url, token }]);
  return {
    kubeconfig,
    reader: READER,
    get authorize() {
      return state.authorize;
    },
    set authorize(authorize) {
      state.authorize = authorize;
    },
    goAway: () => server.close(),
    async comeBack() {
      server = createServer();
      await server.listen(Number(new URL(url).port));
    },
    async remove() {
      cluster.stopControllers();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As the API server says it of a resource that no CRD defines. */
function sayNotFound(response: ServerResponse): true {
  response.writeHead(404, { "Content-Type": "text/plain" }).end("404 page not found\n");
  return true;
}

function buildSource(): RawObject {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { namespace: "flux-system", name: "fleet" },
    spec: { interval: "1m", url: "https://git.example.com/fleet", ref: { branch: "main" } },
  };
}

function buildKustomization(
  key: string,
  { dependsOn = [], readyExpr, sourceKind = "GitRepository" }: TestClusterOptions["fleet"][string],
): RawObject {
  const [namespace = "", name = ""] = key.split("/");
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { namespace, name },
    spec: {
      interval: "10m",
      retryInterval: "1m",
      timeout: "1m",
      prune: true,
      wait: true,
      path: `./${name}`,
      sourceRef: { kind: sourceKind, name: "fleet", namespace: "flux-system" },
      dependsOn: dependsOn.map((other) => {
        const [otherNamespace = "", otherName = ""] = other.split("/");
        const reference = { namespace: otherNamespace, name: otherName };
        return readyExpr === undefined ? reference : { ...reference, readyExpr };
      }),
    },
  };
}
