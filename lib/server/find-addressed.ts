import { type ApiKind, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { ClusterState } from "./cluster-state.ts";
import { HttpProblem } from "./problem.ts";

/** What names one object in a path: `/api/objects/{kind}/{namespace}/{name}?cluster=`. */
export interface ObjectAddress {
  readonly cluster: string | null;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A name as Kubernetes takes it (RFC 1123): nothing that could lead a path of its API elsewhere. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Finds the kind and the cluster that an address speaks of. Throws an HttpProblem (404) when there are no such. */
export function findAddressed(
  clusters: readonly ClusterState[],
  address: ObjectAddress,
): { readonly kind: ApiKind; readonly cluster: ClusterState } {
  const kind = [KUSTOMIZATION, ...SOURCE_KINDS].find((known) => known.kind === address.kind);
  if (kind === undefined) {
    throw new HttpProblem(404, `Headwater does not show a "${address.kind}".`, "Ask for a Kustomization or a source.");
  }
  const cluster = address.cluster === null ? clusters[0] : clusters.find(({ reader }) => reader.id === address.cluster);
  if (cluster === undefined) {
    const names = clusters.map(({ reader }) => reader.id).join(", ");
    throw new HttpProblem(404, `There is no cluster "${address.cluster}" here.`, `Ask for one of ${names}.`);
  }
  if (!NAME.test(address.namespace) || !NAME.test(address.name)) {
    throw new HttpProblem(
      404,
      `There can be no object "${address.namespace}/${address.name}".`,
      "Names are made of small letters, digits, dashes and dots.",
    );
  }
  return { kind, cluster };
}
