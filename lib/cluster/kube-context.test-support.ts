import type { KubeContext } from "./kube-context.ts";
import { toKubeContext } from "./parse-kube-context.ts";

export interface TestContextParts {
  readonly name?: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A context as a kubeconfig at /test/kubeconfig would have it; without a user it is one with the token `t`. */
export function toTestContext({
  name = "test",
  cluster,
  user = { token: "t" },
  env = {},
}: TestContextParts): KubeContext {
  const file = "/test/kubeconfig";
  const entry = (value: Readonly<Record<string, unknown>>) => new Map([[name, { value, file }]]);
  const kubeconfig = {
    files: [file],
    currentContext: name,
    contexts: entry({ cluster: name, user: name }),
    clusters: entry(cluster),
    users: entry(user),
  };
  return toKubeContext(kubeconfig, name, env);
}
