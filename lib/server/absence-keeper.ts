import { isApiError } from "#lib/cluster/api-error.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { Absence } from "#lib/graph/cluster-objects.ts";
import type { ScopeState } from "#lib/graph/model.ts";

const LOOK_AGAIN_MS = 60_000;
/** After a look that had no answer. */
const TRY_AGAIN_MS = 10_000;

/** What it means that an object is not among those of a namespace that is read. */
const ABSENCE_IN: Readonly<Record<ScopeState, Absence>> = {
  ok: "missing",
  "not-installed": "missing",
  forbidden: "hidden",
  loading: "unread",
  error: "unread",
};

interface Answer {
  readonly absence: Absence;
  /** When to look again, milliseconds since the epoch. */
  readonly until: number;
}

/** What is asked about Kustomizations that are named in a dependsOn and lie outside of what is read. */
export interface AbsenceKeeperOptions {
  readonly api: KubernetesApi;
  readonly clock: Clock;
  /** Null: all namespaces are read, so what is not among the objects does not exist. */
  readonly namespaces: readonly string[] | null;
  /** How far the reading of the Kustomizations of a namespace is. */
  readonly stateOf: (namespace: string) => ScopeState;
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
    const { namespaces, stateOf, clock } = this.#options;
    if (namespaces === null || namespaces.includes(namespace)) return ABSENCE_IN[stateOf(namespace)];
    const key = `${namespace}/${name}`;
    const answer = this.#answers.get(key);
    if (answer === undefined || clock.now() >= answer.until) void this.#ask(key, namespace, name);
    return answer?.absence ?? "unread";
  }

  async #ask(key: string, namespace: string, name: string): Promise<void> {
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const before = this.#answers.get(key)?.absence ?? "unread";
    const found = await this.#look(namespace, name).catch(() => null);
    const absence = found ?? before;
    const until = this.#options.clock.now() + (found === null ? TRY_AGAIN_MS : LOOK_AGAIN_MS);
    this.#asking.delete(key);
    this.#answers.set(key, { absence, until });
    if (absence !== before) this.#options.onChange();
  }

  async #look(namespace: string, name: string): Promise<Absence> {
    try {
      await this.#options.api.get(KUSTOMIZATION, namespace, name);
      return "hidden";
    } catch (error) {
      if (isApiError(error) && error.kind === "not-found") return "missing";
      if (isApiError(error) && error.kind === "forbidden") return "hidden";
      throw error;
    }
  }
}
