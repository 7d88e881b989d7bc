import { readFile } from "node:fs/promises";
import type { Clock } from "#lib/flux/clock.ts";
import type { Credential } from "./credential-source.ts";
import { toFileFailure } from "./file-failure.ts";
import type { ConnectionTarget, HeaderFields } from "./http-connection.ts";
import type { ContextUser, KubeContext } from "./kube-context.ts";
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
  const { id, cluster, user, proxyUrl } = context;
  const ca = await readPem(id, cluster["certificate-authority-data"], cluster["certificate-authority"], "certificate");
  const cert = await readPem(id, user["client-certificate-data"], user["client-certificate"], "certificate");
  const key = await readPem(id, user["client-key-data"], user["client-key"], "private key");
  const given = (await context.credential?.read(clock)) ?? null;
  const url = new URL(cluster.server);
  return {
    target: {
      origin: url.origin,
      tls: {
        ca,
        cert: given?.certificate?.cert ?? cert,
        key: given?.certificate?.key ?? key,
        serverName: cluster["tls-server-name"] ?? null,
        verify: cluster["insecure-skip-tls-verify"] !== true,
      },
      proxyUrl,
    },
    basePath: url.pathname.replace(/\/$/, ""),
    headers: { ...toTokenHeader(given), ...toUserHeaders(user) },
  };
}

/** In kubectl, what stands in the kubeconfig goes before a file. */
async function readPem(
  id: string,
  data: string | undefined,
  file: string | undefined,
  content: PemContent,
): Promise<string | null> {
  if (data !== undefined) return Buffer.from(data, "base64").toString("utf8");
  if (file === undefined) return null;
  const text = await readFile(file, "utf8").catch((thrown: unknown) => {
    throw toFileFailure(id, file, thrown);
  });
  if (holdsPem(text, content)) return text;
  throw failure(
    `The file ${file}, which the credentials for "${id}" need, holds no ${content}.`,
    "Put a PEM file there, or correct its path in the kubeconfig.",
  );
}

/** A token or password that stands in the kubeconfig goes before that of a plugin, as in kubectl. */
function toTokenHeader(given: Credential | null): HeaderFields {
  return given?.token == null ? {} : { authorization: `Bearer ${given.token}` };
}

function toUserHeaders(user: ContextUser): HeaderFields {
  const { token, username, password = "", as, "as-groups": groups = [] } = user;
  return {
    ...(username === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token.trim()}` }),
    ...(as === undefined ? {} : { "impersonate-user": as }),
    ...(groups.length === 0 ? {} : { "impersonate-group": groups }),
  };
}
