import type { ObjectStore } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Condition } from "#lib/flux/condition.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";

/** Writes the time as the API server does: whole seconds, UTC. */
export function toTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

export type NewCondition = Pick<Condition, "type" | "status" | "reason" | "message">;

/** Conditions being changed in the course of a pass. The time of one moves with status, reason or message. */
export class ConditionList {
  #conditions: readonly Condition[];
  readonly #clock: Clock;
  readonly #generation: number;

  constructor(conditions: readonly Condition[], generation: number, clock: Clock) {
    this.#conditions = conditions;
    this.#generation = generation;
    this.#clock = clock;
  }

  get all(): readonly Condition[] {
    return this.#conditions;
  }

  get(type: string): Condition | undefined {
    return this.#conditions.find((condition) => condition.type === type);
  }

  set({ type, status, reason, message }: NewCondition): void {
    const old = this.get(type);
    const same = old?.status === status && old.reason === reason && old.message === message;
    const lastTransitionTime = same ? old.lastTransitionTime : toTime(this.#clock.now());
    const next: Condition = { type, status, reason, message, observedGeneration: this.#generation, lastTransitionTime };
    this.#conditions = [...this.#conditions.filter((condition) => condition.type !== type), next].sort(compareTypes);
  }

  remove(...types: readonly string[]): void {
    this.#conditions = this.#conditions.filter(({ type }) => !types.includes(type));
  }
}

/** As the controllers sort them: what is wrong or being done before what there is. */
const ORDER = ["Stalled", "Reconciling", "Ready", "Healthy", "FetchFailed", "ArtifactInStorage"];

function compareTypes(a: Condition, b: Condition): number {
  return ORDER.indexOf(a.type) - ORDER.indexOf(b.type);
}

/** Patches the status of an object that may be gone by then; null when it is. */
export function patchStatus(store: ObjectStore, kind: ApiKind, namespace: string, name: string, status: object): void {
  if (store.get(kind, namespace, name) === undefined) return;
  store.mergePatch(kind, namespace, name, { status }, { subresource: "status" });
}
