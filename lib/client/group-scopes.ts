import type { ScopeState, ScopeStatus } from "#lib/graph/model.ts";

/** How the reading of one kind goes, in all the places where it is read. */
export interface ScopeGroup {
  readonly kind: string;
  /** `all namespaces`, `apps`, `12 namespaces`. */
  readonly place: string;
  /** The worst of them. */
  readonly state: ScopeState;
  /** `read`, `not allowed`, `not allowed in 2`. */
  readonly word: string;
  /** Of the first that is in the worst state. */
  readonly message: string;
}

const WORST_FIRST: readonly ScopeState[] = ["forbidden", "error", "loading", "not-installed", "ok"];

const WORDS: Readonly<Record<ScopeState, string>> = {
  ok: "read",
  loading: "loading",
  forbidden: "not allowed",
  "not-installed": "not installed",
  error: "cannot be read",
};

/** Gathers the scopes of a cluster to one line a kind, in the order in which they are read. */
export function groupScopes(scopes: readonly ScopeStatus[]): readonly ScopeGroup[] {
  return [...Map.groupBy(scopes, ({ kind }) => kind)].map(([kind, those]) => {
    const [first] = those;
    const state = WORST_FIRST.find((known) => those.some((scope) => scope.state === known)) ?? "ok";
    const worst = those.filter((scope) => scope.state === state);
    const part = worst.length === those.length ? "" : ` in ${worst.length}`;
    return {
      kind,
      place: those.length > 1 ? `${those.length} namespaces` : (first?.namespace ?? "all namespaces"),
      state,
      word: `${WORDS[state]}${part}`,
      message: worst[0]?.message ?? "",
    };
  });
}
