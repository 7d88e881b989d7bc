import * as z from "zod";
import { failure, fromFolderOf } from "./kubeconfig-file.ts";

/** A command that gives credentials ("client-go credential plugins" in the Kubernetes documentation). */
export interface ExecPlugin {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment that it runs in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly apiVersion: string;
  /** What to do when the command is not there, in the kubeconfig's words; may be empty. */
  readonly installHint: string;
}

const KNOWN_VERSIONS = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

const execSchema = z.object({
  command: z.string().min(1),
  args: z.array(z.coerce.string()).catch([]),
  apiVersion: z.string().catch(""),
  env: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
  installHint: z.string().catch(""),
  interactiveMode: z.string().catch(""),
  provideClusterInfo: z.boolean().catch(false),
});

interface PluginPlace {
  readonly user: string;
  readonly file: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  /** The environment of this process, on which the plugin's own is laid. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a user's `exec`. A command with a path is looked for from the kubeconfig's folder, and the plugin is told in
 * KUBERNETES_EXEC_INFO which version to speak.
 * @throws ApiError of kind `credentials` when it cannot be run as it stands.
 */
export function toExecPlugin(value: unknown, { user, file, cluster, env }: PluginPlace): ExecPlugin {
  const parsed = execSchema.safeParse(value);
  if (!parsed.success) {
    throw failure(`The exec plugin of the user "${user}" names no command.`, `Add "command:" to it in ${file}.`);
  }
  const exec = parsed.data;
  if (!KNOWN_VERSIONS.includes(exec.apiVersion)) {
    throw failure(
      `The exec plugin of the user "${user}" has the apiVersion "${exec.apiVersion}", which is not known.`,
      `Use ${KNOWN_VERSIONS.join(" or ")} in ${file}; a newer version of "${exec.command}" may be needed.`,
    );
  }
  if (exec.interactiveMode === "Always") {
    throw failure(
      `The exec plugin of the user "${user}" has to ask somebody (interactiveMode: Always), and there is no terminal here.`,
      `Log in beforehand and use interactiveMode: IfAvailable in ${file}, or use another credential.`,
    );
  }
  const spec = { interactive: false, ...(exec.provideClusterInfo ? { cluster } : {}) };
  const info = JSON.stringify({ apiVersion: exec.apiVersion, kind: "ExecCredential", spec });
  const own = Object.fromEntries(exec.env.map(({ name, value: text }) => [name, text]));
  return {
    command: /[\\/]/.test(exec.command) ? fromFolderOf(file, exec.command) : exec.command,
    args: exec.args,
    env: { ...env, ...own, KUBERNETES_EXEC_INFO: info },
    apiVersion: exec.apiVersion,
    installHint: exec.installHint,
  };
}
