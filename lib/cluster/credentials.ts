import type { RequestOptions } from "node:https";
import type { Clock } from "#lib/flux/clock.ts";
import { ApiError } from "./api-error.ts";
import type { ConnectionTarget, HeaderFields } from "./http-connection.ts";
import type { KubeContext } from "./kube-context.ts";
import { failure } from "./kubeconfig-file.ts";

/** Where requests go now, and what proves who asks. */
export interface Access {
  readonly target: ConnectionTarget;
  /** A path before that of the API, empty for most clusters. */
  readonly basePath: string;
  readonly headers: HeaderFields;
}

const PLUGIN_TIMEOUT_MS = 60_000;

/**
 * Reads what a request needs from a context: files again as they are due, a plugin's credential until it expires.
 * @throws ApiError of kind `credentials` that names the file or the command at fault.
 */
export async function readAccess(context: KubeContext, clock: Clock): Promise<Access> {
  const cluster = context.config.getCurrentCluster();
  if (cluster === null) throw failure(`The context "${context.id}" has no cluster.`, "Correct the kubeconfig.");
  const options: RequestOptions = { headers: {} };
  try {
    await withTimeout(context.config.applyToHTTPSOptions(options), clock);
  } catch (thrown) {
    throw toCredentialsError(context, thrown);
  }
  const url = new URL(cluster.server);
  return {
    target: {
      origin: url.origin,
      tls: {
        ca: toText(options.ca),
        cert: toText(options.cert),
        key: toText(options.key),
        serverName: options.servername ?? null,
        verify: options.rejectUnauthorized !== false,
      },
      proxyUrl: cluster.proxyUrl ?? null,
    },
    basePath: url.pathname.replace(/\/$/, ""),
    headers: { ...context.headers, ...toHeaders(options) },
  };
}

function toHeaders({ headers, auth }: RequestOptions): HeaderFields {
  const fields: Record<string, string> = {};
  if (typeof auth === "string") fields["authorization"] = `Basic ${Buffer.from(auth).toString("base64")}`;
  for (const [name, value] of Object.entries(headers ?? {})) {
    // A token file ends in a line break as often as not, and client-node takes it as it is.
    if (typeof value === "string") fields[name.toLowerCase()] = value.trim();
  }
  return fields;
}

function toText(value: unknown): string | null {
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  return typeof value === "string" ? value : null;
}

function withTimeout(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(
      () => reject(new Error(`no answer in ${PLUGIN_TIMEOUT_MS / 1000} s`)),
      PLUGIN_TIMEOUT_MS,
    );
    work.then(resolve, reject).finally(cancel);
  });
}

function toCredentialsError(context: KubeContext, thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const exec: unknown = context.config.getCurrentUser()?.exec;
  const { code, syscall, path } = toSystemError(thrown);
  const reason = firstLine(thrown);
  if (isPlugin(exec) && (path === undefined || syscall.startsWith("spawn"))) {
    const hint = typeof exec.installHint === "string" ? firstLine(new Error(exec.installHint)) : "";
    if (code === "ENOENT") {
      return failure(
        `The command "${exec.command}", which gives the credentials for "${context.id}", is not installed here.`,
        hint === "" ? `Install "${exec.command}", or put it on the PATH of Headwater.` : hint,
        thrown,
      );
    }
    const how =
      thrown instanceof SyntaxError || thrown instanceof TypeError
        ? "did not answer with a credential"
        : `failed${reason === "" ? "" : `: ${reason}`}`;
    return failure(
      `The command "${exec.command}", which gives the credentials for "${context.id}", ${how.replace(/\.$/, "")}.`,
      `Run "kubectl --context '${context.id}' version" in a terminal: a new login may be needed.`,
      thrown,
    );
  }
  if (path !== undefined) {
    const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    return failure(
      `The file ${path}, which the credentials for "${context.id}" need, ${what}.`,
      "Put the file there, or correct its path in the kubeconfig.",
      thrown,
    );
  }
  return failure(
    `The credentials for "${context.id}" could not be had: ${reason.replace(/\.$/, "")}.`,
    "Log in to the cluster again, or correct the user in the kubeconfig.",
    thrown,
  );
}

function toSystemError(thrown: unknown): { code: string; syscall: string; path: string | undefined } {
  const { code, syscall, path } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {};
  return { code: code ?? "", syscall: syscall ?? "", path };
}

function isPlugin(exec: unknown): exec is { command: string; installHint?: unknown } {
  return typeof exec === "object" && exec !== null && "command" in exec && typeof exec.command === "string";
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (text.split("\n").find((line) => line.trim() !== "") ?? "").trim();
}
