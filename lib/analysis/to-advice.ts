import { parseObjectId } from "#lib/flux/object-id.ts";
import type { Cycle, GraphNode, NearMiss, WaitedObject } from "#lib/graph/model.ts";
import { type Subject, toName } from "./headline.ts";

/** What an advice is drawn from, beside what the problem is about. */
export interface AdviceSubject extends Subject {
  readonly cycles: readonly Cycle[];
  readonly waitsFor: readonly WaitedObject[];
  readonly nearMisses: readonly NearMiss[];
}

/** Says in a sentence or two what a person may do about a problem. */
export function toAdvice(subject: AdviceSubject): string {
  const { kind, nodes, members } = subject;
  const name = toName(nodes[0]);
  switch (kind) {
    case "failed":
      return toFailureAdvice(members[0], subject.waitsFor);
    case "source":
      return toSourceAdvice(subject, name);
    case "cycle":
    case "frozen": {
      const cuts = subject.cycles.map(({ cut }) => cut.why).join(" ");
      return kind === "cycle" ? cuts : `${cuts} Until then reconcile by hand what is behind.`.trim();
    }
    case "suspended":
      return `Resume ${name}, or take it out of the dependsOn of those that wait for it.`;
    case "missing":
      return toMissingAdvice(name, subject.nearMisses);
    case "terminating":
      return `Look at what holds its objects; those that wait for ${name} need another dependency, or none.`;
    case "hidden":
      return "Ask somebody who may read it, or let Headwater read its namespace.";
    case "revision":
      return `Reconcile ${name}; by itself it moves on at its interval.`;
    case "expression":
      return `Look at the readyExpr, and at what it reads of ${name}.`;
    case "waiting":
      return "The controller may be busy or not be running, or AdditiveCELDependencyCheck is on: reconcile it, and look at the controller.";
  }
}

function toFailureAdvice(node: GraphNode | undefined, waitsFor: readonly WaitedObject[]): string {
  const [first] = waitsFor;
  if (first !== undefined) {
    const place = first.namespace === "" ? first.name : `${first.namespace}/${first.name}`;
    const others = waitsFor.length === 1 ? "" : ` and ${waitsFor.length - 1} more`;
    if (first.status !== "NotFound")
      return `Look at ${first.kind} ${place}${others}: ${waitsFor.length === 1 ? "it does" : "they do"} not become ready.`;
    const isNamed = node?.wait === false;
    const otherwise = isNamed ? ", or take it out of spec.healthChecks" : "";
    return `Create ${first.kind} ${place}, which does not exist${otherwise}${waitsFor.length === 1 ? "." : `; then look at ${waitsFor.length - 1} more.`}`;
  }
  switch (node?.reason) {
    case "InvalidCELExpression":
      return "Mend the expression: the controller does not try again before the object changes.";
    case "AccessDenied":
      return "Let it use a source of its own namespace, or allow references across namespaces.";
    case "ArtifactFailed":
      return "Look whether its path is in the source at that revision.";
    default:
      return "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once.";
  }
}

function toSourceAdvice({ source, nodes }: Subject, name: string): string {
  if (source === null) {
    const isMade = parseObjectId(nodes[0] ?? "")?.kind === "ExternalArtifact";
    const what = isMade ? `Look at what should make ${name}, such as an ArtifactGenerator` : `Create ${name}`;
    return `${what}, or mend the sourceRef of those that name it.`;
  }
  if (source.spec.suspend) return `Resume ${name}.`;
  return `Look at the conditions of ${name}: its address and its credentials.`;
}

function toMissingAdvice(name: string, nearMisses: readonly NearMiss[]): string {
  const [near] = nearMisses;
  const otherwise = `create ${name}, or take it out of the dependsOn of those that wait for it`;
  if (near === undefined) return `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`;
  const place = `${near.namespace}/${near.name}`;
  switch (near.why) {
    case "namespace":
      return `There is ${place}: write its namespace in the dependsOn. Otherwise ${otherwise}.`;
    case "spelling":
      return `There is ${place}: is that what was meant? Otherwise ${otherwise}.`;
    case "kind":
      return `There is a HelmRelease ${place}, but dependsOn looks for Kustomizations: name the one that applies it. Otherwise ${otherwise}.`;
  }
}
