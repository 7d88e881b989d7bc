import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type FieldTerm, findExactField, matchesFields, parseFieldSelector } from "./field-selector.ts";
import { type LabelRequirement, matchesLabels, parseLabelSelector } from "./label-selector.ts";

/** Which objects of a kind a list or a watch is about. */
export interface Selection {
  readonly fields: readonly FieldTerm[];
  readonly labels: readonly LabelRequirement[];
}

/**
 * Reads the selectors of a query.
 * @throws StatusError BadRequest when one is not understood.
 */
export function parseSelection(kind: ApiKind, query: URLSearchParams): Selection {
  return {
    fields: parseFieldSelector(query.get("fieldSelector") ?? "", kind),
    labels: parseLabelSelector(query.get("labelSelector") ?? ""),
  };
}

export function isSelected(object: RawObject, { fields, labels }: Selection): boolean {
  return matchesFields(object, fields) && matchesLabels(object, labels);
}

/** Whether nothing is left out. */
export function isEverything({ fields, labels }: Selection): boolean {
  return fields.length === 0 && labels.length === 0;
}

/** The one name that can be selected, or null; authorization looks at it. */
export function findSelectedName(selection: Selection): string | null {
  return findExactField(selection.fields, "metadata.name");
}
