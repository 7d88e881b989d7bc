import type { ObjectDetails } from "#lib/api/object-details.ts";
import type { WaitedObject } from "#lib/graph/model.ts";

/**
 * Writes the command that looks at an object that a health check waits for, with the context that the commands of its
 * Kustomization name; null where its group is not known. Names are of DNS labels, which need no quotes in a shell.
 */
export function toDescribeCommand(
  { group, kind, namespace, name }: WaitedObject,
  commands: ObjectDetails["commands"],
): string | null {
  if (group === null || ![kind, namespace, name, group].every((word) => /^[\w.:-]*$/.test(word))) return null;
  const kubectl = commands.find(({ tool }) => tool === "kubectl")?.line ?? "";
  const context = / --context .+$/.exec(kubectl)?.[0] ?? "";
  const resource = group === "" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  const place = namespace === "" ? "" : ` -n ${namespace}`;
  return `kubectl describe ${resource} ${name}${place}${context}`;
}
