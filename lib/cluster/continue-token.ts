/** Longer than the metadata of any list: a token names an object, which may have two names of 253 characters. */
const METADATA_LENGTH = 4_096;
/** The API server writes the fields of a list of custom resources in the order of the alphabet, */
const LAST = /"metadata":\{[^{}]*"continue":"([^"\\]+)"[^{}]*\}\}\s*$/;
/** and those of its own kinds in the order of their Go types. */
const FIRST = /^\{(?:"(?:kind|apiVersion)":"[^"\\]*",)*"metadata":\{[^{}]*"continue":"([^"\\]+)"/;

/**
 * Finds the token of the next page in the text of a list, where the API server is used to write it: long before the text
 * is parsed. Null where it is not found so, which does not mean that there is none.
 */
export function findContinueToken(text: string): string | null {
  const [, token] = LAST.exec(text.slice(-METADATA_LENGTH)) ?? FIRST.exec(text.slice(0, METADATA_LENGTH)) ?? [];
  return token ?? null;
}
