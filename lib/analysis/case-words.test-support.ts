/** What is told of each problem of a case, worst first: our headline, and what a person may do. */
export const CASE_WORDS: Readonly<Record<string, readonly (readonly [headline: string, advice: string])[]>> = {
  "access-denied": [
    [
      "a could not be applied",
      "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once.",
    ],
  ],
  "apply-failed": [
    [
      "a could not be applied",
      "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once.",
    ],
  ],
  "build-failed": [
    ["a cannot be built", "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once."],
  ],
  "crd-missing": [
    [
      "a could not be applied",
      "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once.",
    ],
  ],
  cycle: [["Cycle of 3: a, b, c", "Take b out of the dependsOn of c: the others can then go on in order."]],
  "health-check-absent": [
    [
      "a failed its health check",
      "Create StatefulSet health-check-absent/postgresql, which does not exist, or take it out of spec.healthChecks.",
    ],
  ],
  "health-expr-bad": [
    [
      "a has an expression that the controller refuses",
      "Mend the expression: the controller does not try again before the object changes.",
    ],
  ],
  "health-timeout": [["a failed its health check", "Look at Deployment health-timeout/web: it does not become ready."]],
  "hidden-cycle": [
    [
      "Hidden cycle of 2: child, parent",
      "Take parent out of the dependsOn of child: parent applies child and waits for it, so child comes after it anyway.",
    ],
  ],
  "latent-cycle": [
    [
      "GitRepository latent-cycle/repo does not push new revisions: a, b wait for each other",
      "Take a out of the dependsOn of b: the others can then go on in order. Until then reconcile by hand what is behind.",
    ],
  ],
  missing: [["a does not exist", "Create a, or take it out of the dependsOn of those that wait for it."]],
  "no-artifact": [
    [
      "GitRepository no-artifact/repo fails and has no artifact: 2 Kustomizations cannot run",
      "Look at the conditions of GitRepository no-artifact/repo: its address and its credentials.",
    ],
  ],
  "no-source": [
    [
      "GitRepository no-source/repo does not exist: 2 Kustomizations cannot run",
      "Create GitRepository no-source/repo, or mend the sourceRef of those that name it.",
    ],
  ],
  "old-revision": [
    ["a is suspended and behind its source", "Resume a, or take it out of the dependsOn of those that wait for it."],
  ],
  "path-missing": [["a does not find its path", "Look whether its path is in the source at that revision."]],
  "ready-expr-bypass": [["a does not find its path", "Look whether its path is in the source at that revision."]],
  "ready-expr-false": [["a does not meet a readyExpr", "Look at the readyExpr, and at what it reads of a."]],
  "ready-expr-nonbool": [
    [
      "b has an expression that the controller refuses",
      "Mend the expression: the controller does not try again before the object changes.",
    ],
  ],
  "ready-expr-runtime": [["a does not meet a readyExpr", "Look at the readyExpr, and at what it reads of a."]],
  "ready-expr-syntax": [
    [
      "b has an expression that the controller refuses",
      "Mend the expression: the controller does not try again before the object changes.",
    ],
  ],
  regress: [["a does not find its path", "Look whether its path is in the source at that revision."]],
  "request-on-blocked": [["a does not exist", "Create a, or take it out of the dependsOn of those that wait for it."]],
  self: [["a waits for itself", "Take a out of its own dependsOn: nothing can come before itself."]],
  "substitute-missing": [
    ["a cannot be built", "Mend what the controller's words say, in Git or in the cluster; a reconcile tries at once."],
  ],
  "suspended-never-ran": [
    ["a is suspended and has never run", "Resume a, or take it out of the dependsOn of those that wait for it."],
  ],
  terminating: [["a does not exist", "Create a, or take it out of the dependsOn of those that wait for it."]],
  "two-blockers": [
    ["x does not find its path", "Look whether its path is in the source at that revision."],
    ["y does not find its path", "Look whether its path is in the source at that revision."],
    ["absent does not exist", "Create absent, or take it out of the dependsOn of those that wait for it."],
  ],
};
