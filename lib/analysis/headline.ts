import { findCondition } from "#lib/flux/condition.ts";
import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import type { GraphNode, Problem } from "#lib/graph/model.ts";

const FAILURES: Readonly<Record<string, string>> = {
  HealthCheckFailed: "failed its health check",
  BuildFailed: "cannot be built",
  ArtifactFailed: "cannot use its source's artifact",
  ReconciliationFailed: "could not be applied",
  PruneFailed: "could not be pruned",
  AccessDenied: "may not use its source",
  InvalidCELExpression: "has an expression that the controller refuses",
};

/** What a headline speaks of: the nodes that are the cause, those that fail by it, and the source where it is one. */
export interface Subject {
  readonly kind: Problem["kind"];
  readonly nodes: readonly ObjectId[];
  readonly members: readonly GraphNode[];
  readonly failed: readonly GraphNode[];
  readonly source: Source | null;
  /** Whether a parent's health check closes the cycle. */
  readonly isHidden: boolean;
}

/** One sentence on a problem, ours: what is wrong, without the controller's words. */
export function toHeadline({ kind, nodes, members, failed, source, isHidden }: Subject): string {
  const name = toName(nodes[0]);
  switch (kind) {
    case "failed":
      if (members[0]?.message.startsWith("kustomization path not found")) return `${name} does not find its path`;
      return `${name} ${FAILURES[members[0]?.reason ?? ""] ?? "failed"}`;
    case "source":
      return `${name} ${tellSource(source, failed[0])}: ${count(failed.length)} cannot run`;
    case "cycle":
      if (nodes.length === 1) return `${name} waits for itself`;
      return `${isHidden ? "Hidden cycle" : "Cycle"} of ${nodes.length}: ${nodes.map(toName).join(", ")}`;
    case "frozen":
      return `${toName(members[0]?.source ?? undefined)} does not push new revisions: ${tellFrozen(nodes)}`;
    case "suspended":
      return `${name} is suspended${tellSuspended(members[0])}`;
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
      return `${name} stays blocked although nothing holds it up any more`;
  }
}

function tellSource(source: Source | null, failed: GraphNode | undefined): string {
  if (source === null) return isArtifactMissing(failed) ? "has no artifact" : "does not exist";
  if (source.spec.suspend) return "is suspended and has no artifact";
  const ready = findCondition(source.status.conditions, "Ready");
  return ready?.status === "False" ? "fails and has no artifact" : "has no artifact yet";
}

function tellSuspended(node: GraphNode | undefined): string {
  if (node?.behind !== true) return "";
  return node.revision.applied === null ? " and has never run" : " and behind its source";
}

/** A source that cannot be read from here is told by the controller's words. */
function isArtifactMissing(failed: GraphNode | undefined): boolean {
  return failed?.message.startsWith("Source artifact not found") === true;
}

function tellFrozen(nodes: readonly ObjectId[]): string {
  const [first, ...others] = nodes.map(toName);
  return others.length === 0 ? `${first} depends on itself` : `${[first, ...others].join(", ")} wait for each other`;
}

function count(failed: number): string {
  return failed === 1 ? "one Kustomization" : `${failed} Kustomizations`;
}

/** The name of an object as people say it: a Kustomization's alone, anything else with kind and namespace. */
export function toName(id: ObjectId | undefined): string {
  const name = id === undefined ? null : parseObjectId(id);
  if (name === null) return "";
  return name.kind === "Kustomization" ? name.name : `${name.kind} ${name.namespace}/${name.name}`;
}
