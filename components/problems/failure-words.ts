import { parseUnhealthyObjects } from "#lib/flux/health-message.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/** A failure said twice: as a headline of its own, and as an event that takes "… 27 min ago" after it. */
export interface FailureWords {
  readonly headline: string;
  readonly clause: string;
}

type Failed = Pick<GraphNode, "reason" | "message">;

const BY_REASON: Readonly<Record<string, (message: string) => FailureWords>> = {
  HealthCheckFailed: toHealthWords,
  ArtifactFailed: toArtifactWords,
  BuildFailed: () => ({ headline: "Build failed", clause: "could not be built" }),
  ReconciliationFailed: toApplyWords,
  PruneFailed: () => ({ headline: "Clean-up failed", clause: "could not remove what is no longer declared" }),
  InvalidCELExpression: () => ({
    headline: "Invalid expression",
    clause: "was refused for an expression that does not compile",
  }),
  AccessDenied: () => ({ headline: "Source refused", clause: "was refused its source" }),
};

/** Says in plain words what failed, from the Ready condition's reason and message (flux-semantics §2). */
export function toFailureWords({ reason, message }: Failed): FailureWords {
  const known = BY_REASON[reason];
  if (known !== undefined) return known(message);
  return { headline: toPlainReason(reason), clause: "failed" };
}

function toHealthWords(message: string): FailureWords {
  const objects = parseUnhealthyObjects(message);
  const [first] = objects;
  const on = toOn(objects.map(({ name }) => name));
  const kind = first === undefined ? "" : ` on ${first.kind} ${on.slice(" on ".length)}`;
  return { headline: `Health check failed${on}`, clause: `failed its health check${kind}` };
}

function toOn(names: readonly string[]): string {
  const [first, ...others] = names;
  if (first === undefined) return "";
  return others.length === 0 ? ` on ${first}` : ` on ${first} and ${others.length} more`;
}

function toArtifactWords(message: string): FailureWords {
  if (message.includes("path not found")) return { headline: "Path not found", clause: "found nothing at its path" };
  if (/artifact not found/i.test(message))
    return { headline: "Source has no artifact", clause: "found no artifact at its source" };
  if (message.includes("not found")) return { headline: "Source does not exist", clause: "did not find its source" };
  return { headline: "Source could not be fetched", clause: "could not fetch its source" };
}

function toApplyWords(message: string): FailureWords {
  const name = /^[A-Z]\w*\/(?:[^\s/]+\/)?([^\s/]+) (?:dry-run|apply|create|update)/.exec(message)?.[1];
  return { headline: `Apply failed${toOn(name === undefined ? [] : [name])}`, clause: "could not be applied" };
}

function toPlainReason(reason: string): string {
  if (reason === "") return "Failed";
  const words = reason.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
