import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { Cause, GraphNode } from "#lib/graph/model.ts";

const FAILURES: Readonly<Record<string, string>> = {
  HealthCheckFailed: "failed its health check",
  BuildFailed: "cannot be built",
  ArtifactFailed: "cannot use its source's artifact",
  ReconciliationFailed: "could not be applied",
  PruneFailed: "could not be pruned",
  AccessDenied: "may not use its source",
  InvalidCELExpression: "has an expression that the controller refuses",
};

/** One sentence on a cause, ours: what is wrong, without the controller's words. */
export function toHeadline(cause: Cause, members: readonly GraphNode[], failed: readonly GraphNode[]): string {
  const name = toName(cause.nodes[0]);
  switch (cause.kind) {
    case "failed":
      return `${name} ${FAILURES[members[0]?.reason ?? ""] ?? "failed"}`;
    case "source":
      return `${name} has nothing to give: ${failed.length === 1 ? "one Kustomization" : `${failed.length} Kustomizations`} cannot run`;
    case "cycle":
      return cause.nodes.length === 1
        ? `${name} waits for itself`
        : `Cycle of ${cause.nodes.length}: ${cause.nodes.map(toName).join(", ")}`;
    case "suspended":
      return `${name} is suspended${members[0]?.behind ? " and behind its source" : ""}`;
    case "missing":
      return `${name} does not exist`;
    case "terminating":
      return `${name} is being deleted`;
    case "hidden":
      return `${name} may not be read from here`;
    case "revision":
      return `${name} is not at its source's revision`;
    case "expression":
      return `${name} does not meet a readyExpr`;
    case "waiting":
      return `${name} is being worked on`;
  }
}

function toName(id: ObjectId | undefined): string {
  const name = id === undefined ? null : parseObjectId(id);
  if (name === null) return "";
  return name.kind === "Kustomization" ? name.name : `${name.kind} ${name.namespace}/${name.name}`;
}
