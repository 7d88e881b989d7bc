import * as z from "zod";
import { AUTH_PROVIDERS, createAuthProvider } from "./auth-provider.ts";
import type { CredentialSource } from "./credential-source.ts";
import { findEnvironmentProxy, isProxyUrl } from "./environment-proxy.ts";
import { createExecCredential } from "./exec-credential.ts";
import { toExecPlugin } from "./exec-plugin.ts";
import { buildKubeContext, type ContextUser, type KubeContext } from "./kube-context.ts";
import { failure, fromFolderOf, type Kubeconfig, type KubeconfigEntry } from "./kubeconfig-file.ts";
import { holdsPem, type PemContent } from "./pem.ts";
import { createTokenFile } from "./token-file.ts";

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

const USER_DATA = { "client-certificate-data": "certificate", "client-key-data": "private key" } as const;

/** The environment of this process. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes one context out of a kubeconfig, checked so far as it can be without asking anybody. From the environment come
 * the proxy, where the kubeconfig names none, and what an exec plugin runs in.
 * @throws ApiError of kind `credentials` that names what is wrong.
 */
export function toKubeContext(kubeconfig: Kubeconfig, name: string, env: Environment): KubeContext {
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
  const picked = pick("user", kubeconfig.users);
  const user = parseUser(picked);
  const { given, ...credential } = toCredentialSource(name, user, { ...picked, cluster, env });
  return buildKubeContext({
    id: name,
    cluster,
    user: given,
    proxyUrl: cluster["proxy-url"] ?? findEnvironmentProxy(env, cluster.server),
    ...credential,
  });
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
  if (proxy !== undefined && !(URL.canParse(proxy) && isProxyUrl(new URL(proxy)))) {
    throw failure(
      `The proxy-url of the cluster "${name}" is not one that can be used.`,
      `Write it as http://, https:// or socks5:// with host and port in ${entry.file}.`,
    );
  }
  checkData(cluster, { "certificate-authority-data": "certificate" }, `cluster "${name}"`, entry.file);
  return {
    ...cluster,
    ...toAbsolute(cluster, ["certificate-authority"], entry.file),
    // kubectl speaks plain HTTP where the address says so, and there is nothing to verify.
    ...(cluster.server.startsWith("http:") ? { "insecure-skip-tls-verify": true } : {}),
  };
}

function parseUser({ name, entry }: { name: string; entry: KubeconfigEntry }): UserPart {
  const user = userSchema.parse(entry.value);
  checkData(user, USER_DATA, `user "${name}"`, entry.file);
  const provider = user["auth-provider"];
  if (provider && !AUTH_PROVIDERS.has(provider.name)) {
    throw failure(
      `The user "${name}" needs the auth provider "${provider.name}", which is not known.`,
      `Use a token, a client certificate or an exec plugin for it in ${entry.file}.`,
    );
  }
  return { ...user, ...toAbsolute(user, ["client-certificate", "client-key"], entry.file) };
}

interface UserPlace {
  readonly name: string;
  readonly entry: KubeconfigEntry;
  readonly cluster: ClusterPart;
  readonly env: Environment;
}

interface UserCredential {
  readonly credential: CredentialSource | null;
  readonly origin: unknown;
  /** What is left of the user. */
  readonly given: ContextUser;
}

/** Finds out where a user's token or certificate comes from when it is not in the kubeconfig. */
function toCredentialSource(context: string, user: UserPart, { name, entry, cluster, env }: UserPlace): UserCredential {
  const { exec, "auth-provider": provider, tokenFile, "token-file": oldTokenFile, ...given } = user;
  const named = tokenFile ?? oldTokenFile;
  if (named !== undefined) {
    // The content of the file comes before the token, and is read again as it changes; so it is in kubectl.
    const file = fromFolderOf(entry.file, named);
    return { credential: createTokenFile(file, context), origin: file, given: { ...given, token: undefined } };
  }
  if (provider) return { credential: createAuthProvider(provider, context), origin: provider, given };
  if (exec == null) return { credential: null, origin: null, given };
  const plugin = toExecPlugin(exec, { user: name, file: entry.file, cluster, env });
  return { credential: createExecCredential(plugin, context), origin: plugin, given };
}

function toAbsolute<Part extends object>(part: Part, fields: readonly (keyof Part & string)[], file: string): object {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = part[field];
      return typeof value === "string" ? [[field, fromFolderOf(file, value)]] : [];
    }),
  );
}

/** Checks that the fields which are there are base64 of PEM. */
function checkData(
  part: Readonly<Record<string, unknown>>,
  contents: Readonly<Record<string, PemContent>>,
  owner: string,
  file: string,
): void {
  for (const [field, content] of Object.entries(contents)) {
    const value = part[field];
    if (typeof value !== "string") continue;
    const packed = value.replace(/\s/g, "");
    if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) {
      throw failure(`${field} of the ${owner} is not base64.`, `Put the base64 of a PEM file there in ${file}.`);
    }
    if (holdsPem(Buffer.from(packed, "base64").toString("latin1"), content)) continue;
    throw failure(`${field} of the ${owner} holds no ${content}.`, `Put the base64 of a PEM file there in ${file}.`);
  }
}
