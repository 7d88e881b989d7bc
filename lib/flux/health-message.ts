/** An object that a health check was not content with, as the controller's message names it. */
export interface UnhealthyObject {
  readonly kind: string;
  /** Empty where the object has none. */
  readonly namespace: string;
  readonly name: string;
  /** `InProgress`, `Failed`, `NotFound`, `Terminating` or `Unknown`. */
  readonly status: string;
}

const UNDETERMINED = "can't determine status for ";
const OBJECT = /(?:^|[[\s,])([A-Z]\w*)\/(?:([^\s/,\]]+)\/)?([^\s/,\]]+?)(?: status: '(\w+)'|(?=[\],]|$))/g;

/**
 * Reads which objects a health check waited for, off the message of its failure: `timeout waiting for: [Kind/namespace/name
 * status: 'InProgress', …]`, `failed early due to stalled resources: […]` (fluxcd/pkg ssa, WaitForSetWithContext).
 */
export function parseUnhealthyObjects(message: string): readonly UnhealthyObject[] {
  const list = /(?:timeout waiting for|failed early due to stalled resources): (\[.*)$/s.exec(message)?.[1];
  if (list === undefined) return [];
  const objects: UnhealthyObject[] = [];
  for (const match of list.matchAll(OBJECT)) {
    const [text, kind = "", namespace = "", name = "", status] = match;
    const isUndetermined = list.slice(0, match.index + 1).endsWith(UNDETERMINED.slice(0, -1) + text.charAt(0));
    if (status === undefined && !isUndetermined) continue;
    objects.push({ kind, namespace, name, status: status ?? "Unknown" });
  }
  return objects;
}
