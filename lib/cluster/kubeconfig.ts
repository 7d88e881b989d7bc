import { existsSync } from "node:fs";
import path from "node:path";
import { ApiError } from "./api-error.ts";
import { findInCluster, IN_CLUSTER } from "./in-cluster.ts";
import type { KubeContext } from "./kube-context.ts";
import { failure, type Kubeconfig, readKubeconfigFiles } from "./kubeconfig-file.ts";
import { toKubeContext } from "./parse-kube-context.ts";

/** Where to look for the way to the clusters. */
export interface KubeconfigOptions {
  /** A file that was named explicitly; it goes before everything else. */
  readonly kubeconfigPath?: string;
  /** The environment: KUBECONFIG, proxies, what a pod has of its cluster, and what exec plugins run in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder, or null when there is none. */
  readonly home: string | null;
  /** Names of the contexts to read; without them the current one. */
  readonly contexts?: readonly string[];
  /** Where a pod's service account lies, when not at the usual place. */
  readonly serviceAccountFolder?: string;
}

/**
 * Finds the contexts to read: the explicit path, then KUBECONFIG, then ~/.kube/config, then the pod's own identity.
 * @throws ApiError of kind `credentials`: one plain sentence and what to do.
 */
export function loadKubeContexts(options: KubeconfigOptions): readonly KubeContext[] {
  const wanted = options.contexts ?? [];
  if (wanted.length === 0) return [loadKubeContext(options, null)];
  return wanted.map((name) => loadKubeContext(options, name));
}

/** As {@link loadKubeContexts}, for one context by its name, or for the current one (null). */
export function loadKubeContext(options: KubeconfigOptions, name: string | null): KubeContext {
  const files = findFiles(options);
  if (files.length > 0) {
    const kubeconfig = readKubeconfigFiles(files);
    return toKubeContext(kubeconfig, name ?? findCurrentContext(kubeconfig), options.env);
  }
  const inCluster = findInCluster(options.env, options.serviceAccountFolder);
  if (inCluster !== null && (name === null || name === IN_CLUSTER)) return inCluster;
  throw failure(
    "No kubeconfig was found: KUBECONFIG is not set, and there is no .kube/config in the home folder.",
    "Set KUBECONFIG to the path of a kubeconfig, or put one at ~/.kube/config.",
  );
}

/** A way to one context that can be asked for again and again, so that what is mended on disk is seen. */
export interface KubeContextSource {
  /** The name of the context as far as it is known: it may be found out later. */
  id(): string;
  /** Reads the files afresh. @throws ApiError of kind `credentials`. */
  load(): KubeContext;
}

/** The contexts to read, each by itself: one that is wrong does not keep the others from being read. Never throws. */
export function toContextSources(options: KubeconfigOptions): readonly KubeContextSource[] {
  const wanted = options.contexts ?? [];
  if (wanted.length > 0) return wanted.map((name) => ({ id: () => name, load: () => loadKubeContext(options, name) }));
  let current: string | null = null;
  const load = (): KubeContext => {
    const context = loadKubeContext(options, current);
    // From here on it is this one, whatever another program makes the current context meanwhile.
    current = context.id;
    return context;
  };
  try {
    load();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  return [{ id: () => current ?? "default", load }];
}

function findFiles({ kubeconfigPath = "", env, home }: KubeconfigOptions): readonly string[] {
  if (kubeconfigPath !== "") return [kubeconfigPath];
  const named = (env["KUBECONFIG"] ?? "").split(path.delimiter).filter((file) => file !== "");
  if (named.length > 0) return named;
  const usual = home === null ? null : path.join(home, ".kube", "config");
  return usual !== null && existsSync(usual) ? [usual] : [];
}

function findCurrentContext({ currentContext, contexts, files }: Kubeconfig): string {
  if (currentContext !== null) return currentContext;
  const [only, ...others] = contexts.keys();
  if (only !== undefined && others.length === 0) return only;
  const names = [...contexts.keys()].map((name) => `"${name}"`);
  throw failure(
    `${files.join(", ")} has no current context.`,
    names.length === 0 ? "Add a context to it." : `Choose one of ${names.join(", ")}: kubectl config use-context NAME.`,
  );
}
