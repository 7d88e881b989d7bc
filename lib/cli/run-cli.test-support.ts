import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ApiError } from "#lib/cluster/api-error.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import { NOW } from "#lib/flux/builders.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import { runHeadwater } from "./run-headwater.ts";
import { createPaint, type Terminal } from "./terminal.ts";

export interface CliOptions {
  /** What the cluster holds. */
  readonly objects?: readonly RawObject[];
  /** Answers instead of the cluster; `kind namespace` is what is listed. */
  readonly refuse?: (kind: string, namespace: string | null) => ApiError | null;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
}

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Each list that was asked for, `Kind namespace selector`. */
  readonly calls: readonly string[];
  /** How often a cluster was opened, and closed again. */
  readonly opened: number;
  readonly closed: number;
}

/** Runs a command line at {@link NOW} on a cluster in memory, and gives all that it wrote. */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const { objects = [], refuse = () => null, folder = "/", env = {}, isTerminal = false } = options;
  const [out, err, calls]: [string[], string[], string[]] = [[], [], []];
  let [opened, closed] = [0, 0];
  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env,
    home: null,
    folder,
    isTerminal,
    columns: 100,
  };
  const api: KubernetesApi = {
    get: () => Promise.reject(new Error("nobody gets")),
    mergePatch: () => Promise.reject(new Error("nobody patches")),
    create: () => Promise.reject(new Error("nobody creates")),
    async list({ kind }, namespace, { fieldSelector = "" } = {}) {
      calls.push([kind, namespace ?? "*", fieldSelector].join(" ").trimEnd());
      const refusal = refuse(kind, namespace);
      if (refusal !== null) throw refusal;
      const items = objects.filter(
        (object) => object.kind === kind && (namespace === null || object.metadata.namespace === namespace),
      );
      return { items, resourceVersion: "1", continueToken: null };
    },
  };
  const code = await runHeadwater(words, {
    terminal,
    paint: createPaint(terminal),
    clock: new FakeClock(NOW),
    version: "1.2.3",
    async openCluster({ context }) {
      opened++;
      return { id: () => context ?? "test", api, close: async () => void closed++ };
    },
  });
  return { code, out: out.join(""), err: err.join(""), calls, opened, closed };
}

/** A folder of its own with files in it; `remove` it after use. */
export function createFolder(files: Readonly<Record<string, string>>): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "headwater-cli-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The manifest of a Kustomization that has nothing to find fault with. */
export function manifestOf(name: string, dependsOn: readonly string[] = [], more = ""): string {
  const list = dependsOn.map((on) => `    - name: ${on}\n`).join("");
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m
  retryInterval: 2m
  timeout: 5m
  prune: true
  wait: true
  path: ./${name}
  sourceRef:
    kind: GitRepository
    name: fleet
${list === "" ? "" : `  dependsOn:\n${list}`}${more}`;
}

export const SOURCE_MANIFEST = `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: fleet
  namespace: flux-system
spec:
  interval: 1m
  url: https://example.com/fleet.git
`;

/** A refusal as the API server gives it. */
export function forbidden(what: string): ApiError {
  return new ApiError("forbidden", `You may not list ${what}.`, { status: 403, fix: "Ask for the rule." });
}

/** An event that a test's cluster holds. */
export function eventOf(name: string, reason: string, message: string, namespace = "default"): RawObject {
  const event = parseRawObject({
    kind: "Event",
    metadata: { name: `${name}.1`, namespace },
    type: "Warning",
    reason,
    message,
    involvedObject: { kind: "Kustomization", name, namespace },
    lastTimestamp: new Date(NOW - 60_000).toISOString(),
  });
  if (event === null) throw new Error("an event has a name");
  return event;
}
