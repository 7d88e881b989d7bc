import { findCondition } from "#lib/flux/condition.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import { toDependencies, toKustomizationId } from "#lib/flux/reference.ts";

/**
 * Gives the Kustomizations (`namespace/name`, in order) that a new revision of their source makes the controller look
 * at: those not done with it yet, and their direct dependencies, also on other sources. A cycle among them makes the
 * sort fail, and then nobody is asked (kustomization_indexers.go; flux-semantics §4).
 */
export function findRequestsForRevision(onSource: readonly Kustomization[], revision: string): readonly string[] {
  const open = onSource.filter(({ status }) => {
    const ready = findCondition(status.conditions, "Ready")?.status === "True";
    return !(ready && status.lastAttemptedRevision === revision);
  });
  const dependencies = new Map(
    open.map((kustomization) => [
      toKustomizationId(kustomization, null) as string,
      toDependencies(kustomization, null).map(({ id }) => id as string),
    ]),
  );
  const done = new Set<string>();
  const sorted: string[] = [];
  for (const start of dependencies.keys()) if (!visit(start, dependencies, done, sorted)) return [];
  return sorted.map((id) => id.slice(id.indexOf("/") + 1));
}

/** Depth-first without recursion; false when it comes back to a node that it is below of. */
function visit(
  start: string,
  dependencies: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
  sorted: string[],
): boolean {
  if (done.has(start)) return true;
  const path: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
  const onPath = new Set([start]);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const next = dependencies.get(step.id)?.[step.next++];
    if (next === undefined) {
      path.pop();
      onPath.delete(step.id);
      done.add(step.id);
      sorted.push(step.id);
    } else if (onPath.has(next)) return false;
    else if (!done.has(next)) {
      path.push({ id: next, next: 0 });
      onPath.add(next);
    }
  }
  return true;
}
