import type { ObjectStore } from "#lib/emulator/object-store.ts";
import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { compileReadyExpression } from "#lib/flux/ready-expression.ts";
import { toDependencies, toSourceId } from "#lib/flux/reference.ts";

/** All satisfied, or why not: to be looked at again, or refused for good. */
export type DependencyCheck =
  | { readonly kind: "satisfied" }
  | { readonly kind: "not-ready"; readonly message: string }
  | { readonly kind: "invalid"; readonly message: string };

/** Looks at the dependencies in list order; the first that fails gives the message (flux-semantics §3). */
export function checkDependencies(
  store: ObjectStore,
  raw: RawObject,
  kustomization: Kustomization,
  artifactRevision: string,
): DependencyCheck {
  const references = toDependencies(kustomization, null);
  const source = toSourceId(kustomization, null);
  for (const { namespace, name, readyExpr } of references) {
    const label = `${namespace}/${name}`;
    const found = store.get(KUSTOMIZATION, namespace, name);
    if (found === undefined) {
      const message = `dependency '${label}' not found: kustomizations.kustomize.toolkit.fluxcd.io "${name}" not found`;
      return { kind: "not-ready", message };
    }
    const parsed = parseKustomization(found);
    if (!parsed.ok) return { kind: "not-ready", message: `dependency '${label}' is not ready` };
    if (readyExpr !== null) {
      const check = checkExpression(readyExpr, name, label, raw, found);
      if (check.kind !== "satisfied") return check;
      continue;
    }
    const { metadata, status } = parsed.value;
    const ready = findCondition(status.conditions, "Ready");
    if (ready?.status !== "True" || status.observedGeneration !== metadata.generation) {
      return { kind: "not-ready", message: `dependency '${label}' is not ready` };
    }
    if (toSourceId(parsed.value, null) === source && status.lastAppliedRevision !== artifactRevision) {
      return { kind: "not-ready", message: `dependency '${label}' revision is not up to date` };
    }
  }
  return { kind: "satisfied" };
}

function checkExpression(
  text: string,
  name: string,
  label: string,
  self: RawObject,
  dependency: RawObject,
): DependencyCheck {
  const expression = compileReadyExpression(text);
  if (!expression.ok) {
    const words = `terminal error: failed to evaluate dependency ${name}: ${expression.message}`;
    return { kind: "invalid", message: `Reconciliation failed terminally due to configuration error: ${words}` };
  }
  const result = expression.evaluate(self, dependency);
  if (result.kind !== "value") return { kind: "not-ready", message: result.message };
  if (result.value) return { kind: "satisfied" };
  return { kind: "not-ready", message: `dependency '${label}' is not ready according to readyExpr eval` };
}
