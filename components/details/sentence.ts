import type { ObjectId } from "#lib/flux/object-id.ts";

/** A piece of a sentence; times are kept as moments, so that the sentence need not be made again each second. */
export type Phrase =
  | string
  | { readonly kind: "node"; readonly id: ObjectId; readonly name: string }
  /** `27 min ago` */
  | { readonly kind: "ago"; readonly since: string }
  /** `27 min` */
  | { readonly kind: "age"; readonly since: string }
  /** `1:12` */
  | { readonly kind: "elapsed"; readonly since: string }
  /** `main@9f3c2e1`, from a whole revision. */
  | { readonly kind: "revision"; readonly revision: string };

export type Sentence = readonly Phrase[];

/** Writes a phrase after a gap when the moment it needs is known, and nothing when it is not. */
export function ifKnown(since: string | null, before: string, kind: "ago" | "age" | "elapsed"): readonly Phrase[] {
  return since === null ? [] : [before, { kind, since }];
}
