/** The problems each case ends in, worst first: the cause, whom it blocks, what happens by itself. */
export const CASE_PROBLEMS: Readonly<Record<string, readonly string[]>> = {
  "access-denied": ["failed:a; blocks b; retry each 10 s"],
  "apply-failed": ["failed:a; blocks b; retry each 10 s"],
  "build-failed": ["failed:a; blocks b; retry each 10 s"],
  "crd-missing": ["failed:a; blocks b; retry each 10 s"],
  cycle: ["cycle:a,b,c; blocks a,b,c,d; nothing"],
  "health-check-absent": ["failed:a; blocks b; retry"],
  "health-expr-bad": ["failed:a; blocks b; nothing"],
  "health-timeout": ["failed:a; blocks b; retry"],
  "hidden-cycle": ["cycle:child,parent; blocks child,parent; nothing"],
  "latent-cycle": ["frozen:a,b; interval each 600 s"],
  missing: ["missing:a; blocks b; nothing"],
  "no-artifact": ["source:repo; retry each 2 s"],
  "no-source": ["source:repo; retry each 10 s"],
  "old-revision": ["suspended:a; blocks b; nothing"],
  "path-missing": ["failed:a; blocks b,c; retry each 10 s"],
  "ready-expr-bypass": ["failed:a; retry each 10 s"],
  "ready-expr-false": ["expression:a; blocks b,b2; nothing"],
  "ready-expr-nonbool": ["failed:b; nothing"],
  "ready-expr-runtime": ["expression:a; blocks b; nothing"],
  "ready-expr-syntax": ["failed:b; nothing"],
  regress: ["failed:a; blocks b; retry each 10 s"],
  "request-on-blocked": ["missing:a; blocks b; nothing"],
  self: ["cycle:a; blocks a; nothing"],
  "substitute-missing": ["failed:a; blocks b; retry each 10 s"],
  "suspended-never-ran": ["suspended:a; blocks b; nothing"],
  terminating: ["missing:a; blocks b; nothing"],
  "two-blockers": [
    "failed:x; blocks z; retry each 10 s",
    "failed:y; blocks z; retry each 10 s",
    "missing:absent; blocks z; nothing",
  ],
};

/** What happens next to each Kustomization of a case, and how often. */
export const CASE_NEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "access-denied": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  "apply-failed": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  "build-failed": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  chain: {
    a: "interval each 600 s",
    b: "interval each 600 s",
    c: "interval each 600 s",
  },
  "crd-missing": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  "cross-ns-a": {
    a: "interval each 600 s",
    "cross-ns-b/b": "interval each 600 s",
  },
  cycle: {
    a: "dependency-check each 30 s",
    b: "dependency-check each 30 s",
    c: "dependency-check each 30 s",
    d: "dependency-check each 30 s",
    e: "interval each 600 s",
  },
  "dependent-suspended": {
    a: "interval each 600 s",
    b: "nothing",
  },
  "health-check-absent": {
    a: "retry",
    b: "dependency-check each 30 s",
  },
  "health-expr-bad": {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "health-timeout": {
    a: "retry",
    b: "dependency-check each 30 s",
  },
  "hidden-cycle": {
    child: "dependency-check each 30 s",
    parent: "retry",
  },
  "latent-cycle": {
    a: "interval each 600 s",
    b: "interval each 600 s",
    e: "interval each 600 s",
  },
  missing: {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "no-artifact": {
    a: "retry each 2 s",
    b: "retry each 2 s",
  },
  "no-source": {
    a: "retry each 10 s",
    b: "retry each 10 s",
  },
  "old-revision": {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "path-missing": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
    c: "dependency-check each 30 s",
  },
  "ready-expr-bypass": {
    a: "retry each 10 s",
    b: "interval each 600 s",
  },
  "ready-expr-false": {
    a: "interval each 600 s",
    b: "dependency-check each 30 s",
    b2: "dependency-check each 30 s",
  },
  "ready-expr-nonbool": {
    a: "interval each 600 s",
    b: "nothing",
  },
  "ready-expr-runtime": {
    a: "interval each 600 s",
    b: "dependency-check each 30 s",
  },
  "ready-expr-syntax": {
    a: "interval each 600 s",
    b: "nothing",
  },
  recovers: {
    a: "interval each 600 s",
    b: "interval each 600 s",
    c: "interval each 600 s",
  },
  regress: {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  "request-on-blocked": {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "request-on-suspended": {
    a: "nothing",
  },
  self: {
    a: "dependency-check each 30 s",
  },
  "source-failing-with-artifact": {
    a: "interval each 600 s",
    b: "interval each 600 s",
  },
  "spec-changed-while-suspended": {
    a: "nothing",
    b: "interval each 600 s",
  },
  "substitute-missing": {
    a: "retry each 10 s",
    b: "dependency-check each 30 s",
  },
  "suspended-never-ran": {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "suspended-same-revision": {
    a: "nothing",
    b: "interval each 600 s",
  },
  terminating: {
    a: "nothing",
    b: "dependency-check each 30 s",
  },
  "two-blockers": {
    absent: "nothing",
    x: "retry each 10 s",
    y: "retry each 10 s",
    z: "dependency-check each 30 s",
  },
};
