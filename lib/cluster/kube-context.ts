import { KubeConfig } from "@kubernetes/client-node";
import * as z from "zod";
import { toExecPlugin } from "./exec-plugin.ts";
import type { HeaderFields } from "./http-connection.ts";
import { failure, fromFolderOf, type Kubeconfig, type KubeconfigEntry } from "./kubeconfig-file.ts";

/** One cluster and the user to be there. `config` holds this context alone, so no token is shared with another. */
export interface KubeContext {
  /** The name of the context, or `in-cluster`. */
  readonly id: string;
  readonly config: KubeConfig;
  /** Header fields that client-node does not know of (`as-groups`). */
  readonly headers: HeaderFields;
}

const text = z.string().min(1).optional().catch(undefined);
const clusterSchema = z.object({
  server: z.string().min(1),
  "certificate-authority": text,
  "certificate-authority-data": text,
  "insecure-skip-tls-verify": z.boolean().optional().catch(undefined),
  "tls-server-name": text,
  "proxy-url": text,
});
const userSchema = z.object({
  "client-certificate": text,
  "client-certificate-data": text,
  "client-key": text,
  "client-key-data": text,
  token: text,
  tokenFile: text,
  "token-file": text,
  username: text,
  password: text,
  as: text,
  "as-groups": z.array(z.string()).catch([]),
  exec: z.unknown().optional(),
  "auth-provider": z.looseObject({ name: z.string().catch("") }).nullish(),
});

type ClusterPart = z.output<typeof clusterSchema>;
type UserPart = z.output<typeof userSchema>;

const AUTH_PROVIDERS = new Set(["oidc", "gcp", "azure"]);

/**
 * Takes one context out of a kubeconfig, checked so far as it can be without asking anybody.
 * @throws ApiError of kind `credentials` that names what is wrong.
 */
export function toKubeContext(kubeconfig: Kubeconfig, name: string): KubeContext {
  const context = kubeconfig.contexts.get(name);
  const files = kubeconfig.files.join(", ");
  if (context === undefined) {
    const names = [...kubeconfig.contexts.keys()].map((known) => `"${known}"`);
    throw failure(
      `There is no context "${name}" in ${files}.`,
      names.length === 0 ? `Add a context to ${files}.` : `Choose one of ${names.join(", ")}.`,
    );
  }
  const pick = (part: "cluster" | "user", entries: ReadonlyMap<string, KubeconfigEntry>) => {
    const wanted = context.value[part];
    if (typeof wanted !== "string" || wanted === "") {
      throw failure(`The context "${name}" names no ${part}.`, `Add "${part}:" to the context in ${context.file}.`);
    }
    const entry = entries.get(wanted);
    if (entry !== undefined) return { name: wanted, entry };
    throw failure(
      `The context "${name}" names the ${part} "${wanted}", which is not in ${files}.`,
      `Add the ${part} "${wanted}", or correct the context.`,
    );
  };
  const cluster = parseCluster(pick("cluster", kubeconfig.clusters));
  const user = parseUser(pick("user", kubeconfig.users), cluster);
  return { id: name, config: toKubeConfig(name, cluster, user), headers: toGroupHeaders(user["as-groups"]) };
}

/** Builds the configuration of one context alone, in the form that client-node loads. */
export function toKubeConfig(name: string, cluster: object, user: object): KubeConfig {
  const config = new KubeConfig();
  const document = {
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  config.loadFromString(JSON.stringify(document));
  return config;
}

function parseCluster({ name, entry }: { name: string; entry: KubeconfigEntry }): ClusterPart {
  const parsed = clusterSchema.safeParse(entry.value);
  if (!parsed.success) {
    throw failure(`The cluster "${name}" has no server.`, `Add "server: https://…" to it in ${entry.file}.`);
  }
  const cluster = parsed.data;
  if (!/^https?:\/\/[^/]/.test(cluster.server) || !URL.canParse(cluster.server)) {
    throw failure(
      `The server "${cluster.server}" of the cluster "${name}" is not a URL.`,
      `Write it as https://host:port in ${entry.file}.`,
    );
  }
  const proxy = cluster["proxy-url"];
  if (proxy !== undefined && !(URL.canParse(proxy) && /^(https?|socks5?):$/.test(new URL(proxy).protocol))) {
    throw failure(
      `The proxy-url of the cluster "${name}" is not one that can be used.`,
      `Write it as http://, https:// or socks5:// with host and port in ${entry.file}.`,
    );
  }
  checkBase64(cluster, ["certificate-authority-data"], `cluster "${name}"`, entry.file);
  return {
    ...cluster,
    ...toAbsolute(cluster, ["certificate-authority"], entry.file),
    // kubectl speaks plain HTTP where the address says so; client-node wants this said, and there is nothing to verify.
    ...(cluster.server.startsWith("http:") ? { "insecure-skip-tls-verify": true } : {}),
  };
}

function parseUser({ name, entry }: { name: string; entry: KubeconfigEntry }, cluster: ClusterPart): UserPart {
  const user = userSchema.parse(entry.value);
  checkBase64(user, ["client-certificate-data", "client-key-data"], `user "${name}"`, entry.file);
  const provider = user["auth-provider"];
  if (provider && !AUTH_PROVIDERS.has(provider.name)) {
    throw failure(
      `The user "${name}" needs the auth provider "${provider.name}", which is not known.`,
      `Use a token, a client certificate or an exec plugin for it in ${entry.file}.`,
    );
  }
  const exec = user.exec == null ? undefined : toExecPlugin(user.exec, { user: name, file: entry.file, cluster });
  const tokenFile = user.tokenFile ?? user["token-file"];
  const { token, tokenFile: _file, "token-file": _oldFile, ...rest } = user;
  return {
    ...rest,
    ...toAbsolute(user, ["client-certificate", "client-key"], entry.file),
    exec,
    // The content of the file comes before the token, and is read again as it changes; so it is in kubectl.
    ...(tokenFile === undefined
      ? { token }
      : { "auth-provider": { name: "tokenFile", config: { tokenFile: fromFolderOf(entry.file, tokenFile) } } }),
  };
}

function toAbsolute<Part extends object>(part: Part, fields: readonly (keyof Part & string)[], file: string): object {
  return Object.fromEntries(
    fields.map((field) => {
      const value = part[field];
      // In kubectl the data goes before the file, in client-node it is the other way round.
      const isOverruled = `${field}-data` in part && part[`${field}-data` as keyof Part] !== undefined;
      return [field, typeof value === "string" && !isOverruled ? fromFolderOf(file, value) : undefined];
    }),
  );
}

function checkBase64<Part extends object>(
  part: Part,
  fields: readonly (keyof Part & string)[],
  owner: string,
  file: string,
): void {
  for (const field of fields) {
    const value = part[field];
    if (typeof value !== "string") continue;
    const packed = value.replace(/\s/g, "");
    if (packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed)) continue;
    throw failure(`${field} of the ${owner} is not base64.`, `Put the base64 of a PEM file there in ${file}.`);
  }
}

function toGroupHeaders(groups: readonly string[]): HeaderFields {
  return groups.length === 0 ? {} : { "impersonate-group": groups };
}
