import { spawn } from "node:child_process";
import * as z from "zod";
import type { Clock } from "#lib/flux/clock.ts";
import type { Credential, CredentialSource } from "./credential-source.ts";
import type { ExecPlugin } from "./exec-plugin.ts";
import { failure } from "./kubeconfig-file.ts";

const LONGEST_RUN_MS = 60_000;
const LONGEST_ANSWER = 4 * 1024 * 1024;

const text = z.string().min(1).nullish();
const answerSchema = z.object({
  apiVersion: z.string().nullish(),
  kind: z.literal("ExecCredential"),
  status: z.object({
    token: text,
    clientCertificateData: text,
    clientKeyData: text,
    expirationTimestamp: text,
  }),
});

/**
 * Gives what an exec plugin answers, until the time at which the answer says that it expires. The plugin has no
 * terminal, and is ended when it has not answered in a minute. `owner` names the context in messages.
 */
export function createExecCredential(plugin: ExecPlugin, owner: string): CredentialSource {
  let known: { readonly credential: Credential; readonly until: number } | null = null;
  return {
    async read(clock) {
      if (known !== null && clock.now() <= known.until) return known.credential;
      known = null;
      const answer = parseAnswer(plugin, owner, await runPlugin(plugin, owner, clock));
      known = answer;
      return answer.credential;
    },
  };
}

function parseAnswer(plugin: ExecPlugin, owner: string, stdout: string) {
  const parsed = answerSchema.safeParse(parseJson(stdout));
  if (!parsed.success) throw toPluginFailure(plugin, owner, "did not answer with a credential", parsed.error);
  const { apiVersion, status } = parsed.data;
  if (apiVersion != null && apiVersion !== plugin.apiVersion) {
    throw toPluginFailure(plugin, owner, `answered in the version ${apiVersion}, not in ${plugin.apiVersion}`);
  }
  const { token = null, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
  if ((cert == null) !== (key == null)) {
    throw toPluginFailure(plugin, owner, "answered with one of certificate and key, not with both");
  }
  if (token === null && cert == null) throw toPluginFailure(plugin, owner, "did not answer with a credential");
  const expiresAt = expirationTimestamp == null ? Number.NaN : Date.parse(expirationTimestamp);
  return {
    credential: { token, certificate: cert != null && key != null ? { cert, key } : null },
    until: Number.isNaN(expiresAt) ? Number.POSITIVE_INFINITY : expiresAt,
  };
}

function runPlugin(plugin: ExecPlugin, owner: string, clock: Clock): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(plugin.command, [...plugin.args], {
      // Next declares NODE_ENV to be in every environment; a plugin's need not have it.
      env: plugin.env as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const cancel = clock.schedule(() => {
      child.kill("SIGKILL");
      // Whatever it has started may hold its output open, so the end of that is not waited for.
      reject(toPluginFailure(plugin, owner, `has not answered in ${LONGEST_RUN_MS / 1000} s`));
    }, LONGEST_RUN_MS);
    const out = collect(child.stdout);
    const said = collect(child.stderr);
    child.on("error", (error) => {
      cancel();
      reject(toStartFailure(plugin, owner, error));
    });
    child.on("close", (code, signal) => {
      cancel();
      if (code === 0) return resolve(out());
      const reason = firstLine(said()) || (signal === null ? `it ended with ${code}` : `it was ended by ${signal}`);
      reject(toPluginFailure(plugin, owner, `failed: ${reason.replace(/\.$/, "")}`));
    });
  });
}

/** Keeps what a stream says; what goes beyond any credential is passed over. */
function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    length += chunk.byteLength;
    if (length <= LONGEST_ANSWER) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function toStartFailure(plugin: ExecPlugin, owner: string, error: Error) {
  const code = "code" in error ? String(error.code) : error.message;
  if (code !== "ENOENT") return toPluginFailure(plugin, owner, `could not be started (${code})`, error);
  return failure(
    `The command "${plugin.command}", which gives the credentials for "${owner}", is not installed here.`,
    firstLine(plugin.installHint) || `Install "${plugin.command}", or put it on the PATH of Headwater.`,
    error,
  );
}

function toPluginFailure(plugin: ExecPlugin, owner: string, what: string, cause?: unknown) {
  return failure(
    `The command "${plugin.command}", which gives the credentials for "${owner}", ${what}.`,
    `Run "kubectl --context '${owner}' version" in a terminal: a new login may be needed.`,
    cause,
  );
}

function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}

function firstLine(said: string): string {
  return (said.split("\n").find((line) => line.trim() !== "") ?? "").trim();
}
