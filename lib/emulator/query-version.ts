import { toBadRequest } from "./status-error.ts";

/** Reads a resource version of a query: null for none, else a whole number; undefined when it is not one. */
export function parseVersion(text: string | null): number | null | undefined {
  if (text === null || text === "") return null;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What is wrong with a version that is no number, in Go's words. */
export function describeBadVersion(text: string): string {
  return `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
}

/**
 * Reads a whole number of a query (`limit`, `timeoutSeconds`); 0 when it is absent.
 * @throws StatusError BadRequest when it is not one.
 */
export function parseCount(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? "";
  if (text === "") return 0;
  if (!/^-?\d+$/.test(text)) {
    throw toBadRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return Number(text);
}
