import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import { DEPENDENCY_CHECK_SECONDS } from "#lib/flux/timing.ts";
import { formatInterval } from "#lib/graph/format-time.ts";
import { type Chains, findChains } from "#lib/lint/longest-chains.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

/** Names that a sentence may hold before one loses count. */
const MOST_NAMED = 16;

export const deepChain: Rule<"most"> = {
  id: "deep-chain",
  severity: "info",
  title: "A long chain of dependencies",
  docs: `Nothing wakes a dependent when its dependency becomes ready: it looks again each 30 s, so every link of a chain costs up to half a minute on
top of the work itself, at every push. And each link is one more that can hold up all behind it. The longest chain of each connected part is told once.`,
  bad: toExample(["ns", "config", "database", "migration", "backend", "frontend"]),
  good: toExample(["ns", "config", "database", "migration", "backend"]),
  fix: "Let each Kustomization depend only on what it really needs, or merge links that always go together.",
  options: {
    most: { kind: "count", default: 4, about: "how many dependencies deep a Kustomization may stand" },
  },
  *check(context, { options: { most } }) {
    const chains = yield* findChains(context);
    for (const { deepest, depth, deeper } of chains.findLongest(most)) {
      const path = toPath(deepest, chains);
      const others = deeper === 1 ? "" : `; ${deeper} Kustomizations stand more than ${most} deep`;
      yield {
        nodes: path.toReversed(),
        message: `${toName(deepest)} stands ${depth} dependencies deep, which costs up to ${formatInterval(depth * DEPENDENCY_CHECK_SECONDS)} of waiting on every rollout${others}: ${toArrows(path)}.`,
        fix: `Shorten spec.dependsOn along the chain to what each link really needs, or merge links that always go together.`,
      };
    }
  },
};

function toPath(deepest: ObjectId, { previous }: Chains): readonly ObjectId[] {
  const path: ObjectId[] = [];
  for (let id: ObjectId | undefined = deepest; id !== undefined; id = previous.get(id)) path.push(id);
  return path.reverse();
}

/** The names along the way; without the namespace where it is the same for all. */
function toArrows(path: readonly ObjectId[]): string {
  const namespaces = new Set(path.map((id) => parseObjectId(id)?.namespace));
  const names = path.map((id) => (namespaces.size === 1 ? (parseObjectId(id)?.name ?? id) : toName(id)));
  if (names.length <= MOST_NAMED) return names.join(" → ");
  const half = MOST_NAMED / 2;
  return [...names.slice(0, half), `${names.length - MOST_NAMED} more`, ...names.slice(-half)].join(" → ");
}

function toExample(names: readonly string[]): string {
  return names
    .map((name, place) => {
      const dependency = names[place - 1];
      const entry = dependency === undefined ? "" : `\n  dependsOn: [{ name: ${dependency} }]`;
      return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: production }
spec:
  wait: true${entry}
`;
    })
    .join("---\n");
}
