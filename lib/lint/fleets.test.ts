import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import type { Finding } from "#lib/graph/model.ts";
import { toLintInput } from "./lint.test-support.ts";
import { lint } from "./lint.ts";

const FOLDER = new URL("../../../shared/fleets/", import.meta.url);

/** What dangles in these fleets, and the Kustomization that was probably meant. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  "monosense-io+k8s-gitops@apps": [
    "cluster-apps-messaging-kafka → cluster-apps-messaging-strimzi-operator",
    "cluster-apps-messaging-kafka → cluster-apps-storage-rook-ceph-cluster (rook-ceph-cluster)",
    "cluster-networkpolicy-baseline → cluster-infra-infrastructure",
    "observability-victoria-logs → infrastructure-storage-rook-ceph-cluster (rook-ceph-cluster)",
    "observability-victoria-metrics-vmcluster → cluster-infra-infrastructure",
  ],
  "monosense-io+k8s-gitops@infra": [
    "observability-victoria-logs → infrastructure-storage-rook-ceph-cluster (rook-ceph-cluster)",
    "observability-victoria-metrics-vmagent → cluster-apps-infrastructure",
  ],
};

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
if (files.length === 0) process.stdout.write("skipped: no real fleets beside the checkout\n");

describe.skipIf(files.length === 0)("real fleets", () => {
  it.each(files)("%s", (file) => {
    const { kustomizations, helmReleases } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
    const findings = lint(toLintInput(toObjects(kustomizations), { helmReleases: toObjects(helmReleases) }));
    const by = (rule: string) => findings.filter((finding) => finding.rule === rule);
    expect(by("missing-dependency").map(toLine)).toEqual(MISSING[file.replace(".json", "")] ?? []);
    for (const rule of ["cycle", "self-dependency", "hidden-cycle", "invalid-ready-expression", "lint-annotation"]) {
      expect(by(rule)).toEqual([]);
    }
    for (const { message, fix, nodes } of findings) {
      expect(`${message} ${fix}`).not.toMatch(/undefined|null|NaN|\[object|``/);
      expect(nodes.length).toBeGreaterThan(0);
    }
  });
});

function toObjects(values: readonly unknown[]): readonly RawObject[] {
  return values.flatMap((value) => parseRawObject(value) ?? []);
}

function toLine({ nodes, message }: Finding): string {
  const [dependent, missing] = nodes.map((id) => id.split("/")[2]);
  const near = /; there is flux-system\/(\S+)\.$/.exec(message)?.[1];
  return `${dependent} → ${missing}${near === undefined ? "" : ` (${near})`}`;
}
