import { isRecord } from "#lib/flux/is-record.ts";
/**
 * Applies a JSON merge patch (RFC 7386): objects are merged key by key, null takes a key away, anything else
 * replaces. The target is not changed; what the patch does not name is shared with it.
 */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = applyMergePatch(merged[key], value);
  }
  return merged;
}
