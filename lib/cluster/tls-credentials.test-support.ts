import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { ApiError } from "./api-error.ts";
import { createTransport } from "./create-transport.ts";
import { loadKubeContext } from "./kubeconfig.ts";
import type { Transport } from "./transport.ts";
import { openUndiciConnection } from "./undici-connection.ts";

/** The parts of a kubeconfig, each by name; a context has the cluster and the user of its own name. */
export interface KubeconfigParts {
  readonly clusters: Readonly<Record<string, object>>;
  readonly users: Readonly<Record<string, object>>;
}

/** A folder with kubeconfigs and what they name, and the transports that were opened by them. */
export class CredentialsFolder {
  readonly clock = new FakeClock(Date.now());
  readonly #folder = mkdtempSync(path.join(tmpdir(), "headwater-tls-"));
  readonly #open: { close(): Promise<unknown> }[] = [];

  /** Puts a file there at once, as the kubelet does, and gives its path. */
  write(name: string, text: string): string {
    const file = path.join(this.#folder, name);
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    return file;
  }

  /** Writes a kubeconfig of these clusters and users, with a context of each name. */
  writeKubeconfig({ clusters, users }: KubeconfigParts, file = "kubeconfig"): string {
    const content = {
      apiVersion: "v1",
      kind: "Config",
      clusters: Object.entries(clusters).map(([name, cluster]) => ({ name, cluster })),
      users: Object.entries(users).map(([name, user]) => ({ name, user })),
      contexts: Object.keys(clusters).map((name) => ({ name, context: { cluster: name, user: name } })),
    };
    return this.write(file, JSON.stringify(content));
  }

  /** Opens the way to a context of a kubeconfig, as Headwater does it. */
  open(kubeconfigPath: string, name: string, env: Readonly<Record<string, string>> = {}): Transport {
    const load = () => loadKubeContext({ kubeconfigPath, env, home: null }, name);
    return this.keep(createTransport({ load, connect: openUndiciConnection, clock: this.clock }));
  }

  /** Opens the way to one cluster as one user. */
  openTo(cluster: object, user: object = { token: "t" }, env: Readonly<Record<string, string>> = {}): Transport {
    return this.open(this.writeKubeconfig({ clusters: { prod: cluster }, users: { prod: user } }), "prod", env);
  }

  /** Has something closed in the end, too. */
  keep<Closable extends { close(): Promise<unknown> }>(closable: Closable): Closable {
    this.#open.push(closable);
    return closable;
  }

  /** Closes all that was opened, the last first, and takes the folder away. */
  async close(): Promise<void> {
    for (const closable of this.#open.splice(0).reverse()) await closable.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** Asks for the version; gives `ok`, or kind, message and fix of the failure. */
export async function ask(transport: Transport): Promise<"ok" | { kind: string; message: string; fix: string }> {
  try {
    await transport.send({ method: "GET", path: "/version" });
    return "ok";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: error.kind, message: error.message, fix: error.fix };
  }
}

/** The `exec` of a user whose plugin runs a script of Node. */
export function toScript(script: string): object {
  return { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: ["-e", script] };
}

/** As a kubeconfig has it in its `-data` fields. */
export function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}
