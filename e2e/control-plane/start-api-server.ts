import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "#e2e/start-demo.ts";
import { ApiClient } from "./api-client.ts";
import type { Binaries } from "./build-programs.ts";
import { type Tokens, toTokenFile } from "./people.ts";
import type { ProcessGuard } from "./process-guard.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

export interface Etcd {
  readonly url: string;
  readonly program: RunningProgram;
}

/** Starts etcd, without waiting for the disk. */
export async function startEtcd(guard: ProcessGuard, binaries: Binaries): Promise<Etcd> {
  const [clients, peers] = [await findFreePort(), await findFreePort()];
  const [url, peerUrl] = [`http://127.0.0.1:${clients}`, `http://127.0.0.1:${peers}`];
  const program = await startProgram(guard, {
    name: "etcd",
    binary: binaries.etcd,
    args: [
      `--data-dir=${join(guard.folder, "etcd")}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      "--unsafe-no-fsync",
      // As kubeadm has it: without these the API server sends no bookmarks of a kind at rest.
      "--watch-progress-notify-interval=5s",
      "--quota-backend-bytes=8589934592",
    ],
    ready: async () => (await fetch(`${url}/health`)).ok,
  });
  return { url, program };
}

/** Throws away etcd's history up to now, so that continue tokens and watches from before expire. */
export async function compact(etcdUrl: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${etcdUrl}/v3/${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`etcd answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { readonly header: { readonly revision: string } };
  };
  const toBytes = (text: string) => Buffer.from(text).toString("base64");
  const { header } = await post("kv/range", { key: toBytes("a"), limit: 1 });
  // The API server reads here how far etcd was compacted, and within some seconds forgets its own copies from before.
  await post("kv/put", { key: toBytes("compact_rev_key"), value: toBytes(header.revision) });
  await post("kv/compaction", { revision: header.revision, physical: true }).catch((error: unknown) => {
    // Tests that run at the same time compact the same etcd: another may have come further.
    if (!String(error).includes("has been compacted")) throw error;
  });
}

/** How to start an API server, also again on the port that it had. */
export interface ApiServerPlan {
  readonly url: string;
  readonly port: number;
  readonly etcdUrl: string;
  readonly tokens: Tokens;
}

/** Starts the API server; gives it with the certificate (PEM) that it made for itself. */
export async function startApiServer(
  guard: ProcessGuard,
  binaries: Binaries,
  { url, port, etcdUrl, tokens }: ApiServerPlan,
): Promise<{ readonly program: RunningProgram; readonly ca: string }> {
  const file = (name: string) => join(guard.folder, name);
  if (!existsSync(file("service-accounts.key"))) {
    writeFileSync(file("tokens.csv"), toTokenFile(tokens), { mode: 0o600 });
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(file("service-accounts.key"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  }
  const certificate = join(guard.folder, "certificates", "apiserver.crt");
  const isReady = async () => {
    const client = new ApiClient(url, readFileSync(certificate, "utf8"), tokens.admin);
    return (await client.get<string>("/readyz").finally(() => client.close())) === "ok";
  };
  const program = await startProgram(guard, {
    name: "kube-apiserver",
    binary: binaries["kube-apiserver"],
    args: [
      `--etcd-servers=${etcdUrl}`,
      `--cert-dir=${join(guard.folder, "certificates")}`,
      `--secure-port=${port}`,
      "--bind-address=127.0.0.1",
      "--authorization-mode=RBAC",
      `--token-auth-file=${file("tokens.csv")}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${file("service-accounts.key")}`,
      `--service-account-signing-key-file=${file("service-accounts.key")}`,
      "--service-cluster-ip-range=10.0.0.0/24",
      "--disable-admission-plugins=ServiceAccount",
      "--endpoint-reconciler-type=none",
    ],
    ready: isReady,
  });
  return { program, ca: readFileSync(certificate, "utf8") };
}
