import { parseAllDocuments } from "yaml";
import { buildSnapshot } from "#lib/analysis/build-snapshot.ts";
import { NOW } from "#lib/flux/builders.test-support.ts";
import { SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { Finding, ScopeState } from "#lib/graph/model.ts";
import type { AppliedObject } from "./applied-objects.ts";
import { lint } from "./lint.ts";
import type { LintCluster, LintInput } from "./lint-context.ts";
import { parseRuleSettings } from "./rule-settings.ts";
import { RULES } from "./rules.ts";

const SOURCE_GROUP = "source.toolkit.fluxcd.io/";

export interface LintTestOptions {
  readonly complete?: boolean;
  readonly helmReleases?: readonly RawObject[];
  readonly sources?: readonly RawObject[];
  /** How far sources could be read; "given" means that these are they. */
  readonly sourcesRead?: ScopeState | "given";
  readonly settings?: unknown;
  readonly appliedBy?: LintCluster["appliedBy"];
  readonly absence?: "missing" | "hidden" | "unread";
  readonly idPrefix?: string;
}

/** Lints objects as a cluster would hold them. Unless told otherwise, sources that are not given may exist. */
export function lintObjects(kustomizations: readonly RawObject[], options: LintTestOptions = {}): readonly Finding[] {
  const settings = parseRuleSettings(options.settings, RULES);
  if (!settings.ok) throw new Error(settings.faults.join("\n"));
  return lint(toLintInput(kustomizations, options), settings.settings);
}

/** The findings of one rule alone. */
export function findBy(rule: string, objects: readonly RawObject[], options?: LintTestOptions): readonly Finding[] {
  return lintObjects(objects, options).filter((finding) => finding.rule === rule);
}

export function toLintInput(kustomizations: readonly RawObject[], options: LintTestOptions = {}): LintInput {
  const objects: ClusterObjects = {
    cluster: "test",
    idPrefix: options.idPrefix ?? null,
    kustomizations,
    sources: options.sources ?? [],
    events: [],
    failures: new Map(),
    absenceOf: () => options.absence ?? "missing",
  };
  const snapshot = buildSnapshot({ clusters: [objects], statuses: [], now: NOW, revision: "1" });
  const cluster: LintCluster = {
    ...objects,
    sourceScopes: options.sourcesRead === "given" ? null : toScopes(options.sourcesRead ?? "forbidden"),
    ...(options.helmReleases === undefined ? {} : { helmReleases: options.helmReleases }),
    ...(options.appliedBy === undefined ? {} : { appliedBy: options.appliedBy }),
  };
  return { snapshot, clusters: [cluster], complete: options.complete ?? true };
}

/**
 * Lints the YAML of an example. A document that is neither a Kustomization nor a source is what the Kustomization
 * before it applies; where no source is given at all, those that are named may exist.
 */
export function lintYaml(text: string): readonly Finding[] {
  const kustomizations: RawObject[] = [];
  const sources: RawObject[] = [];
  const applied = new Map<string, AppliedObject[]>();
  for (const document of parseAllDocuments(text)) {
    const [fault] = document.errors;
    if (fault !== undefined) throw fault;
    const object = parseRawObject(document.toJS());
    if (object === null) throw new Error(`no object of the API: ${document}`);
    const [group = ""] = (object.apiVersion ?? "").split("/");
    if (object.kind === "Kustomization") kustomizations.push(object);
    else if (object.apiVersion?.startsWith(SOURCE_GROUP)) sources.push(object);
    else {
      const { name, namespace = "" } = object.metadata;
      const holder = toId(kustomizations.at(-1));
      applied.set(holder, [...(applied.get(holder) ?? []), { group, kind: object.kind ?? "", namespace, name }]);
    }
  }
  return lintObjects(kustomizations, {
    sources,
    sourcesRead: sources.length === 0 ? "forbidden" : "ok",
    appliedBy: (id) => applied.get(id) ?? null,
  });
}

function toScopes(state: ScopeState): LintCluster["sourceScopes"] {
  return SOURCE_KINDS.map(({ kind }) => ({ kind, namespace: null, state, message: "", fix: "" }));
}

function toId(object: RawObject | undefined): string {
  if (object === undefined) throw new Error("the Kustomization that applies it should stand before it");
  return toObjectId("Kustomization", object.metadata.namespace ?? "", object.metadata.name);
}
