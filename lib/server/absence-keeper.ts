import { ApiError } from "#lib/cluster/api-error.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { Absence } from "#lib/graph/cluster-objects.ts";

const LOOK_AGAIN_MS = 60_000;

interface Answer {
  readonly absence: Absence;
  readonly at: number;
}

/** What is asked about Kustomizations that are named in a dependsOn and lie outside of what is read. */
export interface AbsenceKeeperOptions {
  readonly api: KubernetesApi;
  readonly clock: Clock;
  /** Null: all namespaces are read, so what is not among the objects does not exist. */
  readonly namespaces: readonly string[] | null;
  /** Whether a namespace that should be read may not be. */
  readonly isForbidden: (namespace: string) => boolean;
  readonly onChange: () => void;
}

/**
 * Finds out whether a dependency that is not among the objects is missing or only out of sight: one GET, again each
 * minute while it is asked for. An object that exists outside of the chosen namespaces is hidden like a forbidden one.
 */
export class AbsenceKeeper {
  readonly #options: AbsenceKeeperOptions;
  readonly #answers = new Map<string, Answer>();
  readonly #asking = new Set<string>();

  constructor(options: AbsenceKeeperOptions) {
    this.#options = options;
  }

  absenceOf(namespace: string, name: string): Absence {
    const { namespaces, isForbidden, clock } = this.#options;
    if (isForbidden(namespace)) return "hidden";
    if (namespaces === null || namespaces.includes(namespace)) return "missing";
    const key = `${namespace}/${name}`;
    const answer = this.#answers.get(key);
    if (answer === undefined || clock.now() - answer.at >= LOOK_AGAIN_MS) void this.#ask(key, namespace, name);
    return answer?.absence ?? "unread";
  }

  async #ask(key: string, namespace: string, name: string): Promise<void> {
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const before = this.#answers.get(key)?.absence ?? "unread";
    const absence = await this.#look(namespace, name).catch(() => before);
    this.#asking.delete(key);
    this.#answers.set(key, { absence, at: this.#options.clock.now() });
    if (absence !== before) this.#options.onChange();
  }

  async #look(namespace: string, name: string): Promise<Absence> {
    try {
      await this.#options.api.get(KUSTOMIZATION, namespace, name);
      return "hidden";
    } catch (error) {
      if (error instanceof ApiError && error.kind === "not-found") return "missing";
      if (error instanceof ApiError && error.kind === "forbidden") return "hidden";
      throw error;
    }
  }
}
