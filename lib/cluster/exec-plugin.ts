import * as z from "zod";
import { failure, fromFolderOf } from "./kubeconfig-file.ts";

const KNOWN_VERSIONS = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

const execSchema = z.looseObject({
  command: z.string().min(1),
  apiVersion: z.string().catch(""),
  env: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
  provideClusterInfo: z.boolean().catch(false),
});

interface PluginPlace {
  readonly user: string;
  readonly file: string;
  readonly cluster: Readonly<Record<string, unknown>>;
}

/**
 * Completes a user's `exec` for client-node, which neither finds a command beside the kubeconfig nor tells the plugin
 * which version to speak (KUBERNETES_EXEC_INFO, see "client-go credential plugins" in the Kubernetes documentation).
 */
export function toExecPlugin(value: unknown, { user, file, cluster }: PluginPlace): object {
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
  const spec = { interactive: false, ...(exec.provideClusterInfo ? { cluster } : {}) };
  const info = JSON.stringify({ apiVersion: exec.apiVersion, kind: "ExecCredential", spec });
  const beside = /[\\/]/.test(exec.command) ? fromFolderOf(file, exec.command) : exec.command;
  return { ...exec, command: beside, env: [...exec.env, { name: "KUBERNETES_EXEC_INFO", value: info }] };
}
