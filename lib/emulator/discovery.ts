import type { ApiKind } from "#lib/flux/kinds.ts";
import { type Answer, PAGE_NOT_FOUND, toJsonAnswer } from "./answer.ts";
import { hasStatusSubresource } from "./object-meta.ts";
import { REVIEW_KINDS } from "./reviews.ts";
import { toNotServed } from "./status-error.ts";

const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  Kustomization: ["ks"],
  GitRepository: ["gitrepo"],
  OCIRepository: ["ocirepo"],
  ExternalArtifact: ["ea"],
  Event: ["ev"],
};

/** The Kubernetes whose manners the emulator has. */
const VERSION = {
  major: "1",
  minor: "36",
  gitVersion: "v1.36.3",
  gitCommit: "",
  gitTreeState: "clean",
  buildDate: "2026-01-01T00:00:00Z",
  goVersion: "",
  compiler: "node",
  platform: `${process.platform}/${process.arch}`,
};

const PROBES = new Set(["/healthz", "/livez", "/readyz"]);

/** Answers what is no resource: probes, version and discovery; anything else is the plain 404. */
export function answerDiscovery(kinds: readonly ApiKind[], pathname: string): Answer {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname;
  if (PROBES.has(path)) return { type: "text", status: 200, body: "ok" };
  if (path === "/version") return toJsonAnswer(VERSION);
  if (path === "/api") return toJsonAnswer({ kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] });
  const groups = findGroups(kinds);
  if (path === "/apis") return toJsonAnswer({ kind: "APIGroupList", apiVersion: "v1", groups: groups.map(toGroup) });
  const [, root, name, version, ...more] = path.split("/");
  if (more.length > 0) return PAGE_NOT_FOUND;
  if (root === "api" && name !== undefined && name !== "v1") throw toNotServed(404);
  if (root === "api" && name === "v1" && version === undefined) return toResourceList(kinds, "", "v1");
  const group = root === "apis" ? groups.find((candidate) => candidate.name === name) : undefined;
  if (group === undefined) return PAGE_NOT_FOUND;
  if (version === undefined) return toJsonAnswer({ kind: "APIGroup", apiVersion: "v1", ...toGroup(group) });
  return group.versions.includes(version) ? toResourceList(kinds, group.name, version) : PAGE_NOT_FOUND;
}

interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

function findGroups(kinds: readonly ApiKind[]): readonly Group[] {
  const versions = new Map<string, Set<string>>();
  for (const { group, version } of [...REVIEW_KINDS, ...kinds]) {
    if (group !== "") versions.set(group, (versions.get(group) ?? new Set()).add(version));
  }
  return [...versions].map(([name, found]) => ({ name, versions: [...found] }));
}

function toGroup({ name, versions }: Group): object {
  const found = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: found, preferredVersion: found[0] };
}

function toResourceList(kinds: readonly ApiKind[], group: string, version: string): Answer {
  const of = (kind: ApiKind) => kind.group === group && kind.version === version;
  const resources = [
    ...kinds.filter(of).flatMap(toResources),
    ...REVIEW_KINDS.filter(of).map(({ kind, plural }) => toResource(kind, plural, false, ["create"])),
  ];
  const groupVersion = group === "" ? version : `${group}/${version}`;
  return toJsonAnswer({ kind: "APIResourceList", apiVersion: "v1", groupVersion, resources });
}

function toResources(kind: ApiKind): object[] {
  const verbs = ["create", "delete", "get", "list", "patch", "watch"];
  const object = { ...toResource(kind.kind, kind.plural, true, verbs), shortNames: SHORT_NAMES[kind.kind] };
  if (!hasStatusSubresource(kind)) return [object];
  return [object, { ...toResource(kind.kind, `${kind.plural}/status`, true, ["get", "patch"]), singularName: "" }];
}

function toResource(kind: string, name: string, namespaced: boolean, verbs: readonly string[]): object {
  return { name, singularName: kind.toLowerCase(), namespaced, kind, verbs };
}
