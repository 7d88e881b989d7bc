import { HELM_RELEASE } from "#lib/flux/kinds.ts";
import { isKubernetesName } from "#lib/flux/kubernetes-name.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const KIND = /^kind:[ \t]*["']?HelmRelease["']?[ \t]*(?:#.*)?\r?$/m;
const METADATA = /^metadata:[ \t]*(?:#.*)?\r?\n((?:[ \t]+\S.*(?:\n|$)|[ \t]*(?:#.*)?\r?\n)+)/m;

/**
 * Reads the name of a HelmRelease written in the usual block style, without parsing its values, which are most of many
 * repositories. Gives null for any other document: that one has to be parsed to know what it is.
 */
export function readHelmRelease(text: string, placed: string | null): RawObject | null {
  if (!KIND.test(text) || !/^apiVersion:[ \t]*["']?helm\.toolkit\.fluxcd\.io\/v/m.test(text)) return null;
  const fields = METADATA.exec(text)?.[1]?.split(/\r?\n/) ?? [];
  const indent = /^[ \t]*/.exec(fields.find((line) => /^\s*[^\s#]/.test(line)) ?? "")?.[0] ?? "";
  const findValue = (name: string) => {
    const line = fields.find((field) => field.startsWith(`${indent}${name}:`)) ?? "";
    return /^\s*\w+:[ \t]*(["']?)([^\s"'#]+)\1[ \t]*(?:#.*)?$/.exec(line)?.[2] ?? null;
  };
  const name = findValue("name");
  if (name === null || !isKubernetesName(name)) return null;
  const namespace = placed ?? findValue("namespace");
  const { group, version, kind } = HELM_RELEASE;
  return {
    apiVersion: `${group}/${version}`,
    kind,
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
  };
}
