import type { RequestOptions } from "node:https";
import type { Clock } from "#lib/flux/clock.ts";
import { ApiError } from "./api-error.ts";
import type { Credential } from "./credential-source.ts";
import { toFileFailure } from "./file-failure.ts";
import type { ConnectionTarget, HeaderFields } from "./http-connection.ts";
import type { KubeContext } from "./kube-context.ts";
import { failure } from "./kubeconfig-file.ts";
import { holdsPem, type PemContent } from "./pem.ts";

/** Where requests go now, and what proves who asks. */
export interface Access {
  readonly target: ConnectionTarget;
  /** A path before that of the API, empty for most clusters. */
  readonly basePath: string;
  readonly headers: HeaderFields;
}

/**
 * Reads what a request needs from a context: files again as they are due, a plugin's credential until it expires.
 * @throws ApiError of kind `credentials` that names the file or the command at fault.
 */
export async function readAccess(context: KubeContext, clock: Clock): Promise<Access> {
  const cluster = context.config.getCurrentCluster();
  if (cluster === null) throw failure(`The context "${context.id}" has no cluster.`, "Correct the kubeconfig.");
  const options = await readOptions(context);
  const given = (await context.credential?.read(clock)) ?? null;
  const url = new URL(cluster.server);
  return {
    target: {
      origin: url.origin,
      tls: {
        ca: toText(options.ca),
        cert: given?.certificate?.cert ?? toText(options.cert),
        key: given?.certificate?.key ?? toText(options.key),
        serverName: options.servername ?? null,
        verify: options.rejectUnauthorized !== false,
      },
      proxyUrl: context.proxyUrl,
    },
    basePath: url.pathname.replace(/\/$/, ""),
    headers: { ...toTokenHeader(given), ...context.headers, ...toHeaders(options) },
  };
}

async function readOptions(context: KubeContext): Promise<RequestOptions> {
  const options: RequestOptions = { headers: {} };
  try {
    await context.config.applyToHTTPSOptions(options);
  } catch (thrown) {
    throw toCredentialsError(context.id, thrown);
  }
  const [cluster, user] = [context.config.getCurrentCluster(), context.config.getCurrentUser()];
  checkFile(context.id, cluster?.caFile, options.ca, "certificate");
  checkFile(context.id, user?.certFile, options.cert, "certificate");
  checkFile(context.id, user?.keyFile, options.key, "private key");
  return options;
}

function checkFile(id: string, file: string | undefined, read: unknown, content: PemContent): void {
  if (file === undefined || file === "" || holdsPem(toText(read) ?? "", content)) return;
  throw failure(
    `The file ${file}, which the credentials for "${id}" need, holds no ${content}.`,
    "Put a PEM file there, or correct its path in the kubeconfig.",
  );
}

/** A token or password that stands in the kubeconfig goes before that of a plugin, as in kubectl. */
function toTokenHeader(given: Credential | null): HeaderFields {
  return given?.token == null ? {} : { authorization: `Bearer ${given.token}` };
}

function toHeaders({ headers, auth }: RequestOptions): HeaderFields {
  const fields: Record<string, string> = {};
  if (typeof auth === "string") fields["authorization"] = `Basic ${Buffer.from(auth).toString("base64")}`;
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === "string") fields[name.toLowerCase()] = value.trim();
  }
  return fields;
}

function toText(value: unknown): string | null {
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  return typeof value === "string" ? value : null;
}

function toCredentialsError(id: string, thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof Error && "path" in thrown) return toFileFailure(id, String(thrown.path), thrown);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return failure(
    `The credentials for "${id}" could not be had: ${(reason.split("\n")[0] ?? "").replace(/\.$/, "")}.`,
    "Log in to the cluster again, or correct the user in the kubeconfig.",
    thrown,
  );
}
