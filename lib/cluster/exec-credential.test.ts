import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { ApiError } from "./api-error.ts";
import type { CredentialSource } from "./credential-source.ts";
import { createExecCredential } from "./exec-credential.ts";
import { toExecPlugin } from "./exec-plugin.ts";

const V1 = "client.authentication.k8s.io/v1";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "headwater-exec-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A plugin that runs a script; it counts its runs in the file `runs`. */
function plugin(script: string, exec: object = {}, env: Record<string, string> = {}): CredentialSource {
  const count = `require("node:fs").appendFileSync(${JSON.stringify(path.join(folder, "runs"))}, "x");`;
  const value = { apiVersion: V1, command: process.execPath, args: ["-e", count + script], ...exec };
  const place = { user: "u", file: path.join(folder, "kubeconfig"), cluster: { server: "https://a" }, env };
  return createExecCredential(toExecPlugin(value, place), "prod");
}

function answering(status: object, more: object = { apiVersion: V1 }): string {
  return `console.log(${JSON.stringify(JSON.stringify({ kind: "ExecCredential", ...more, status }))});`;
}

function runs(): number {
  const file = path.join(folder, "runs");
  return existsSync(file) ? readFileSync(file, "utf8").length : 0;
}

async function failureOf(source: CredentialSource): Promise<Pick<ApiError, "message" | "fix">> {
  return source.read(new FakeClock()).then(
    () => {
      throw new Error("it was taken");
    },
    (error: ApiError) => ({ message: error.message, fix: error.fix }),
  );
}

describe("createExecCredential", () => {
  it("runs the plugin once and keeps its token where no end is told", async () => {
    const clock = new FakeClock();
    const source = plugin(answering({ token: "t" }));
    expect(await source.read(clock)).toEqual({ token: "t", certificate: null });
    clock.advance(86_400_000);
    expect((await source.read(clock)).token).toBe("t");
    expect(runs()).toBe(1);
  });

  it("runs it again when the credential has expired, and not before", async () => {
    const clock = new FakeClock(Date.UTC(2026, 0, 1));
    const source = plugin(answering({ token: "t", expirationTimestamp: "2026-01-01T01:00:00Z" }));
    await source.read(clock);
    clock.advance(3_600_000);
    await source.read(clock);
    expect(runs()).toBe(1);
    clock.advance(1);
    await source.read(clock);
    expect(runs()).toBe(2);
  });

  it("takes a client certificate with its key", async () => {
    const status = { clientCertificateData: "CERT", clientKeyData: "KEY" };
    expect(await plugin(answering(status)).read(new FakeClock())).toEqual({
      token: null,
      certificate: { cert: "CERT", key: "KEY" },
    });
  });

  it("gives it the environment, its own variables and the version to speak, and no terminal", async () => {
    const script = `process.stdin.on("data", () => {}).on("end", () => {
      const { FROM_OUTSIDE, OWN, KUBERNETES_EXEC_INFO } = process.env;
      const token = [FROM_OUTSIDE, OWN, JSON.parse(KUBERNETES_EXEC_INFO).spec.interactive].join(" ");
      console.log(JSON.stringify({ kind: "ExecCredential", status: { token } }));
    });`;
    const source = plugin(
      script,
      { env: [{ name: "OWN", value: "own" }] },
      { FROM_OUTSIDE: "outside", OWN: "outside" },
    );
    expect((await source.read(new FakeClock())).token).toBe("outside own false");
  });

  it("ends one that has not answered in a minute", async () => {
    const pid = path.join(folder, "pid");
    const clock = new FakeClock();
    const source = plugin(`require("node:fs").writeFileSync(${JSON.stringify(pid)}, String(process.pid));
      setInterval(() => {}, 1000);`);
    const failed = source.read(clock).catch((error: unknown) => error);
    const id = await waitFor(() => (existsSync(pid) && Number(readFileSync(pid, "utf8"))) || false);
    clock.advance(59_999);
    expect(isRunning(id)).toBe(true);
    clock.advance(1);
    expect(await failed).toMatchObject({
      kind: "credentials",
      message: `The command "${process.execPath}", which gives the credentials for "prod", has not answered in 60 s.`,
    });
    await waitFor(() => !isRunning(id));
    expect(clock.pending).toBe(0);
  });

  it("tries again after a failure", async () => {
    const file = path.join(folder, "good");
    const source = plugin(`if (!require("node:fs").existsSync(${JSON.stringify(file)})) process.exit(1);
      ${answering({ token: "t" })}`);
    await failureOf(source);
    writeFileSync(file, "");
    expect((await source.read(new FakeClock())).token).toBe("t");
  });

  const LOGIN = `Run "kubectl --context 'prod' version" in a terminal: a new login may be needed.`;
  it.each<[string, string, string]>([
    ["fails with words", 'console.error("\\nlogin expired.\\nmore"); process.exit(1)', "failed: login expired."],
    ["fails without a word", "process.exit(3)", "failed: it ended with 3."],
    [
      "is killed",
      'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)',
      "failed: it was ended by SIGKILL.",
    ],
    ["says nothing", "", "did not answer with a credential."],
    ["says something else", 'console.log("hello")', "did not answer with a credential."],
    ["says too little", answering({}), "did not answer with a credential."],
    [
      "says half of a certificate",
      answering({ clientCertificateData: "CERT" }),
      "answered with one of certificate and key, not with both.",
    ],
    [
      "speaks another version",
      answering({ token: "t" }, { apiVersion: "client.authentication.k8s.io/v1beta1" }),
      `answered in the version client.authentication.k8s.io/v1beta1, not in ${V1}.`,
    ],
  ])("names one that %s", async (_name, script, what) => {
    expect(await failureOf(plugin(script))).toEqual({
      message: `The command "${process.execPath}", which gives the credentials for "prod", ${what}`,
      fix: LOGIN,
    });
  });

  it("names one that may not be run", async () => {
    writeFileSync(path.join(folder, "login"), "#!/bin/sh\n", { mode: 0o600 });
    expect((await failureOf(plugin("", { command: "./login" }))).message).toBe(
      `The command "${path.join(folder, "login")}", which gives the credentials for "prod", could not be started (EACCES).`,
    );
  });

  it("names one that is not installed, with the hint of the kubeconfig", async () => {
    const missing = { command: "no-such-login" };
    expect(await failureOf(plugin("", { ...missing, installHint: "\nGet it from example.org.\nmore" }))).toEqual({
      message: 'The command "no-such-login", which gives the credentials for "prod", is not installed here.',
      fix: "Get it from example.org.",
    });
    expect((await failureOf(plugin("", missing))).fix).toBe(
      'Install "no-such-login", or put it on the PATH of Headwater.',
    );
  });
});

/** Waits for another process by looking, turn by turn of the event loop. */
async function waitFor<Value>(look: () => Value | false): Promise<Value> {
  for (;;) {
    const seen = look();
    if (seen !== false) return seen;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
