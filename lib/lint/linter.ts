import type { RawObject } from "#lib/flux/metadata.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { isEqual } from "#lib/graph/equal.ts";
import type { Finding } from "#lib/graph/model.ts";
import { buildLintContext, type LintCluster, type LintInput } from "./lint-context.ts";
import { isLintedAlike } from "./linted-alike.ts";
import { DEFAULT_SETTINGS, type RuleSettings } from "./rule-settings.ts";
import { RULES } from "./rules.ts";
import { runRulesInSteps } from "./run-rules.ts";
import { finish, type Steps } from "./steps.ts";

interface SeenCluster extends LintCluster {
  readonly kustomizations: readonly RawObject[];
  readonly sources: readonly RawObject[];
}

interface Seen extends LintInput {
  readonly clusters: readonly SeenCluster[];
  readonly missing: readonly ObjectId[];
}

/**
 * Lints a graph again and again as it changes. Findings follow from specs, not from statuses, so most changes leave them
 * as they are: then the very same list is given, after a look at every object's identity.
 */
export class Linter {
  readonly #settings: RuleSettings;
  #seen: Seen | null = null;
  #findings: readonly Finding[] = [];

  constructor(settings: RuleSettings = DEFAULT_SETTINGS) {
    this.#settings = settings;
  }

  /** Gives the findings, worst first. */
  lint(input: LintInput): readonly Finding[] {
    return finish(this.lintInSteps(input));
  }

  /** As {@link lint}, with a stop wherever something else may go between. */
  *lintInSteps(input: LintInput): Steps<readonly Finding[]> {
    const seen = toSeen(input);
    if (this.#seen === null || !isSeenAlike(this.#seen, seen)) {
      const context = yield* buildLintContext(seen);
      this.#findings = yield* runRulesInSteps(context, this.#settings, RULES);
    }
    this.#seen = seen;
    return this.#findings;
  }
}

function toSeen({ snapshot, clusters, complete }: LintInput): Seen {
  return {
    snapshot,
    complete,
    // Objects may come as an iterator, which one can go through only once.
    clusters: clusters.map((cluster) => ({
      ...cluster,
      kustomizations: [...cluster.kustomizations],
      sources: [...cluster.sources],
    })),
    missing: snapshot.nodes.flatMap(({ id, state }) => (state === "missing" ? [id] : [])),
  };
}

function isSeenAlike(before: Seen, after: Seen): boolean {
  return (
    before.complete === after.complete &&
    isEqual(before.missing, after.missing) &&
    isEqual(before.snapshot.cycles, after.snapshot.cycles) &&
    isPairwise(before.clusters, after.clusters, isClusterAlike)
  );
}

function isClusterAlike(before: SeenCluster, after: SeenCluster): boolean {
  return (
    before.idPrefix === after.idPrefix &&
    before.helmReleases === after.helmReleases &&
    before.appliedBy === after.appliedBy &&
    isEqual(before.sourceScopes, after.sourceScopes) &&
    isPairwise(before.kustomizations, after.kustomizations, isLintedAlike) &&
    isPairwise(before.sources, after.sources, hasSameName)
  );
}

function hasSameName(before: RawObject, after: RawObject): boolean {
  const [old, now] = [before.metadata, after.metadata];
  return before === after || (before.kind === after.kind && old.name === now.name && old.namespace === now.namespace);
}

function isPairwise<Item>(
  before: readonly Item[],
  after: readonly Item[],
  test: (a: Item, b: Item) => boolean,
): boolean {
  return (
    before.length === after.length &&
    after.every((item, place) => {
      const old = before[place];
      return old !== undefined && test(old, item);
    })
  );
}
