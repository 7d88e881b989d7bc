import { createHash } from "node:crypto";
import type { Origin } from "#lib/emulator/flux/source-controller.ts";
import type { Fault, HealthOutcome, Outcome } from "#lib/emulator/flux/workload.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";

const STUCK: Readonly<Record<string, string>> = { postgres: "Cluster/data/orders-db status: 'InProgress'" };

/** Slow, but always done within the shortest time-out of the demo: what fails there fails on purpose. */
const SLOW = new Set(["loki", "policies"]);
const SLOW_SECONDS = 32;

/** What lies outside of the demo cluster: what stands at the sources' origins, and what works when it is applied. */
export class DemoWorld {
  readonly #random: () => number;
  readonly #versions = new Map<string, number>();
  readonly #broken = new Map<string, string>();

  constructor(random: () => number) {
    this.#random = random;
  }

  /** A new revision at a source's origin; nobody knows of it before the source is looked at. */
  push(source: string): void {
    this.#versions.set(source, (this.#versions.get(source) ?? 1) + 1);
  }

  /** From now on a Kustomization (`namespace/name`) fails its health check. */
  break(key: string): void {
    const [namespace = "", name = ""] = key.split("/");
    this.#broken.set(key, STUCK[name] ?? `Deployment/${namespace}/${name} status: 'Failed'`);
  }

  healAll(): void {
    this.#broken.clear();
  }

  isBroken(key: string): boolean {
    return this.#broken.has(key);
  }

  originOf(name: string): Origin {
    const version = this.#versions.get(name) ?? 1;
    const digest = createHash("sha256").update(`${name} ${version}`).digest("hex");
    return { revision: name === "production" ? `latest@sha256:${digest}` : `main@sha1:${digest.slice(0, 40)}` };
  }

  /** How a pass goes: everything works in a few seconds, save what has been broken. */
  outcomeOf(kustomization: Kustomization): Outcome {
    const { metadata, spec } = kustomization;
    const { namespace, name } = metadata;
    const objects = this.#broken.get(`${namespace}/${name}`);
    const isChecked = spec.wait || spec.healthChecks.length > 0;
    return {
      fault: objects !== undefined && !isChecked ? toFault(namespace, name) : null,
      workSeconds: 0.5 + 2 * this.#random(),
      health: objects === undefined ? this.#toHealth(name) : toIllness(name, objects),
      inventory: toInventory(namespace, name, spec.path ?? ""),
      pruneSeconds: 5,
    };
  }

  #toHealth(name: string): HealthOutcome {
    const usual = SLOW.has(name) ? SLOW_SECONDS : 6;
    return { kind: "healthy", seconds: usual * (0.5 + this.#random()) };
  }
}

function toIllness(name: string, objects: string): HealthOutcome {
  return name in STUCK ? { kind: "timeout", objects } : { kind: "stalled", seconds: 5, objects };
}

/** Whose health nobody checks can only be seen to fail when it is applied. */
function toFault(namespace: string, name: string): Fault {
  const message = `Deployment/${namespace}/${name} dry-run failed (Invalid): Deployment.apps "${name}" is invalid: spec.selector: field is immutable`;
  return { step: "apply", reason: "ReconciliationFailed", message };
}

function toInventory(namespace: string, name: string, path: string): readonly string[] {
  const size = 2 + ((createHash("sha256").update(path).digest()[0] ?? 0) % 6);
  const kinds = [
    "_ConfigMap",
    "apps_Deployment",
    "_Service",
    "_ServiceAccount",
    "_Secret",
    "networking.k8s.io_NetworkPolicy",
    "policy_PodDisruptionBudget",
  ];
  if (name === "postgres") return ["data_orders-db_postgresql.cnpg.io_Cluster", "data_orders-db-app__Secret"];
  if (name === "database") return ["flux-system_database_apps_StatefulSet", "flux-system_database__Service"];
  return kinds.slice(0, size).map((kind) => `${namespace}_${name}_${kind}`);
}
