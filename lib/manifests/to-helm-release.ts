import { HELM_RELEASE } from "#lib/flux/kinds.ts";
import { isKubernetesName } from "#lib/flux/kubernetes-name.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { DocumentSummary } from "./summarise-document.ts";

/**
 * Makes a HelmRelease of a document's summary: its values, which are most of many repositories, need not be parsed for its
 * name. Null for any other document.
 */
export function toHelmRelease(summary: DocumentSummary | null, placed: string | null): RawObject | null {
  const { group, version, kind } = HELM_RELEASE;
  if (summary === null || summary.group !== group || summary.kind !== kind || !isKubernetesName(summary.name))
    return null;
  const namespace = placed ?? summary.namespace;
  const metadata = { name: summary.name, ...(namespace === null ? {} : { namespace }) };
  return { apiVersion: `${group}/${version}`, kind, metadata };
}
