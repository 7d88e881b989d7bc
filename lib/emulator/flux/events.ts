import type { ObjectStore } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { EVENT } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toTime } from "./status.ts";

const BURST = 25;
const REFILL_MS = 300_000;
/** How long the API server keeps an Event after its last change (kube-apiserver, `--event-ttl`). */
const LIFETIME_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

interface Budget {
  left: number;
  at: number;
}

/**
 * Writes core v1 Events as the controllers' recorder does: repeated ones are counted up, and an object may write 25 at
 * once and then one each five minutes (client-go, EventCorrelator). What is older than an hour goes, as in a real cluster.
 */
export class EventRecorder {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #component: string;
  readonly #budgets = new Map<string, Budget>();
  readonly #names = new Map<string, { readonly namespace: string; readonly name: string }>();
  #number = 0;
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(store: ObjectStore, clock: Clock, component: string) {
    this.#store = store;
    this.#clock = clock;
    this.#component = component;
  }

  record(about: RawObject, type: "Normal" | "Warning", reason: string, message: string, revision: string | null): void {
    const { namespace = "", name, uid = "" } = about.metadata;
    this.#sweep();
    if (!this.#spend(`${about.kind}/${namespace}/${name}`)) return;
    const time = toTime(this.#clock.now());
    const key = [about.kind, namespace, name, uid, type, reason, message].join("\n");
    const known = this.#names.get(key);
    const old = known === undefined ? undefined : this.#store.get(EVENT, namespace, known.name);
    if (known !== undefined && old !== undefined) {
      this.#store.mergePatch(EVENT, namespace, known.name, {
        count: Number(old["count"] ?? 1) + 1,
        lastTimestamp: time,
      });
      return;
    }
    const suffix = this.#clock.now().toString(16) + (this.#number++).toString(16).padStart(5, "0");
    const eventName = `${name}.${suffix}`;
    this.#names.set(key, { namespace, name: eventName });
    const annotations = revision === null ? {} : { "kustomize.toolkit.fluxcd.io/revision": revision };
    this.#store.create(EVENT, {
      metadata: { name: eventName, namespace, annotations },
      involvedObject: { kind: about.kind, namespace, name, uid, apiVersion: about.apiVersion },
      reason,
      message,
      type,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component: this.#component },
      reportingComponent: this.#component,
      reportingInstance: "",
    });
  }

  #sweep(): void {
    const now = this.#clock.now();
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = now;
    for (const event of this.#store.list(EVENT, null)) {
      const last = Date.parse(String(event["lastTimestamp"]));
      if (now - last > LIFETIME_MS) this.#store.delete(EVENT, event.metadata.namespace ?? "", event.metadata.name);
    }
    for (const [key, { namespace, name }] of this.#names) {
      if (this.#store.get(EVENT, namespace, name) === undefined) this.#names.delete(key);
    }
  }

  #spend(object: string): boolean {
    const now = this.#clock.now();
    const budget = this.#budgets.get(object) ?? { left: BURST, at: now };
    const refill = Math.floor((now - budget.at) / REFILL_MS);
    const left = Math.min(BURST, budget.left + refill);
    this.#budgets.set(object, { left: Math.max(0, left - 1), at: budget.at + refill * REFILL_MS });
    return left > 0;
  }
}
