/** How each case ends, as it ended on the real controller: lines by `namespace/name` of each Kustomization (see toComparable). */
export const ENDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  chain: {
    "chain/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds chain_a__ConfigMap",
      "Healthy True Succeeded: Health check passed in <span>",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "chain/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds chain_b__ConfigMap",
      "Healthy True Succeeded: Health check passed in <span>",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "chain/c": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds chain_c__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "cross-ns-a": {
    "cross-ns-a/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds cross-ns-a_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "cross-ns-b/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds cross-ns-b_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  missing: {
    "missing/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'missing/a' not found: kustomizations.kustomize.toolkit.fluxcd.io \"a\" not found",
    ],
  },
  "two-blockers": {
    "two-blockers/x": [
      "observed -1 of 1",
      "Ready False ArtifactFailed: kustomization path not found: stat /tmp/kustomization-<number>/x: no such file or directory",
      "Reconciling True ProgressingWithRetry: Fetching manifests for revision r1 with a timeout of 30s",
    ],
    "two-blockers/y": [
      "observed -1 of 1",
      "Ready False ArtifactFailed: kustomization path not found: stat /tmp/kustomization-<number>/y: no such file or directory",
      "Reconciling True ProgressingWithRetry: Fetching manifests for revision r1 with a timeout of 30s",
    ],
    "two-blockers/z": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'two-blockers/y' is not ready"],
  },
  "dependent-suspended": {
    "dependent-suspended/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds dependent-suspended_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "dependent-suspended/b": ["observed -1 of 1"],
  },
  "suspended-never-ran": {
    "suspended-never-ran/a": ["observed -1 of 1"],
    "suspended-never-ran/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'suspended-never-ran/a' is not ready",
    ],
  },
  "suspended-same-revision": {
    "suspended-same-revision/a": [
      "observed 2 of 2",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds suspended-same-revision_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "suspended-same-revision/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds suspended-same-revision_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "spec-changed-while-suspended": {
    "spec-changed-while-suspended/a": [
      "observed 3 of 3",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds spec-changed-while-suspended_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "spec-changed-while-suspended/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds spec-changed-while-suspended_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "old-revision": {
    "old-revision/a": [
      "observed 2 of 2",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds old-revision_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "old-revision/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds old-revision_b__ConfigMap",
      "Ready False DependencyNotReady: dependency 'old-revision/a' revision is not up to date",
    ],
  },
  recovers: {
    "recovers/a": [
      "observed 1 of 1",
      "applied r2",
      "attempted r2",
      "ReconciliationSucceeded of r2",
      "holds recovers_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r2",
    ],
    "recovers/b": [
      "observed 1 of 1",
      "applied r2",
      "attempted r2",
      "ReconciliationSucceeded of r2",
      "holds recovers_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r2",
    ],
    "recovers/c": [
      "observed 1 of 1",
      "applied r2",
      "attempted r2",
      "ReconciliationSucceeded of r2",
      "holds recovers_c__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r2",
    ],
  },
  regress: {
    "regress/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds regress_a__ConfigMap",
      "Ready False ArtifactFailed: kustomization path not found: stat /tmp/kustomization-<number>/a: no such file or directory",
      "Reconciling True ProgressingWithRetry: Fetching manifests for revision r2 with a timeout of 30s",
    ],
    "regress/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds regress_b__ConfigMap",
      "Ready False DependencyNotReady: dependency 'regress/a' is not ready",
    ],
  },
  terminating: {
    "terminating/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds terminating_b__ConfigMap",
      "Ready False DependencyNotReady: dependency 'terminating/a' not found: kustomizations.kustomize.toolkit.fluxcd.io \"a\" not found",
    ],
  },
  self: {
    "self/a": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'self/a' is not ready"],
  },
  cycle: {
    "cycle/a": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'cycle/c' is not ready"],
    "cycle/b": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'cycle/a' is not ready"],
    "cycle/c": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'cycle/b' is not ready"],
    "cycle/d": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'cycle/a' is not ready"],
    "cycle/e": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds cycle_e__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "latent-cycle": {
    "latent-cycle/a": [
      "observed 2 of 2",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds latent-cycle_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "latent-cycle/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds latent-cycle_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "latent-cycle/e": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds latent-cycle_e__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "hidden-cycle": {
    "hidden-cycle/child": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'hidden-cycle/parent' is not ready",
    ],
    "hidden-cycle/parent": [
      "observed -1 of 1",
      "attempted r1",
      "HealthCheckFailed of r1",
      "holds hidden-cycle_child_kustomize.toolkit.fluxcd.io_Kustomization",
      "Healthy Unknown Progressing: Running health checks for revision r1 with a timeout of 30s",
      "Ready Unknown Progressing: Reconciliation in progress",
      "Reconciling True Progressing: Running health checks for revision r1 with a timeout of 30s",
    ],
  },
  "ready-expr-bypass": {
    "ready-expr-bypass/a": [
      "observed -1 of 1",
      "Ready False ArtifactFailed: kustomization path not found: stat /tmp/kustomization-<number>/a: no such file or directory",
      "Reconciling True ProgressingWithRetry: Fetching manifests for revision r1 with a timeout of 30s",
    ],
    "ready-expr-bypass/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds ready-expr-bypass_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "ready-expr-false": {
    "ready-expr-false/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds ready-expr-false_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "ready-expr-false/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: failed to evaluate the CEL expression 'dep.metadata.labels['go'] == 'yes'': no such key: labels",
    ],
    "ready-expr-false/b2": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'ready-expr-false/a' is not ready according to readyExpr eval",
    ],
  },
  "ready-expr-nonbool": {
    "ready-expr-nonbool/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds ready-expr-nonbool_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "ready-expr-nonbool/b": [
      "observed 1 of 1",
      "Ready False InvalidCELExpression: Reconciliation failed terminally due to configuration error: terminal error: failed to evaluate dependency a: CEL expression output type mismatch: expected bool, got dyn",
      "Stalled True InvalidCELExpression: Reconciliation failed terminally due to configuration error: terminal error: failed to evaluate dependency a: CEL expression output type mismatch: expected bool, got dyn",
    ],
  },
  "ready-expr-runtime": {
    "ready-expr-runtime/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds ready-expr-runtime_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "ready-expr-runtime/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: failed to evaluate the CEL expression 'dep.status.nothing == self.metadata.name': no such key: nothing",
    ],
  },
  "ready-expr-syntax": {
    "ready-expr-syntax/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds ready-expr-syntax_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "ready-expr-syntax/b": [
      "observed 1 of 1",
      "Ready False InvalidCELExpression: Reconciliation failed terminally due to configuration error: terminal error: failed to evaluate dependency a: failed to parse the CEL expression 'dep.status.(': <words of the parser>",
      "Stalled True InvalidCELExpression: Reconciliation failed terminally due to configuration error: terminal error: failed to evaluate dependency a: failed to parse the CEL expression 'dep.status.(': <words of the parser>",
    ],
  },
  "health-expr-bad": {
    "health-expr-bad/a": [
      "observed 1 of 1",
      "Ready False InvalidCELExpression: Reconciliation failed terminally due to configuration error: failed to create custom status evaluator for healthchecks[0]: failed to parse the expression Current: failed to parse the CEL expression 'data.(': <words of the parser>",
      "Stalled True InvalidCELExpression: Reconciliation failed terminally due to configuration error: failed to create custom status evaluator for healthchecks[0]: failed to parse the expression Current: failed to parse the CEL expression 'data.(': <words of the parser>",
    ],
    "health-expr-bad/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'health-expr-bad/a' is not ready",
    ],
  },
  "no-source": {
    "no-source/a": [
      "observed -1 of 1",
      'Ready False ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "repo" not found',
    ],
    "no-source/b": [
      "observed -1 of 1",
      'Ready False ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "repo" not found',
    ],
  },
  "no-artifact": {
    "no-artifact/a": ["observed -1 of 1", "Ready False ArtifactFailed: Source artifact not found, retrying in <span>"],
    "no-artifact/b": ["observed -1 of 1", "Ready False ArtifactFailed: Source artifact not found, retrying in <span>"],
  },
  "source-failing-with-artifact": {
    "source-failing-with-artifact/a": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds source-failing-with-artifact_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
    "source-failing-with-artifact/b": [
      "observed 1 of 1",
      "applied r1",
      "attempted r1",
      "ReconciliationSucceeded of r1",
      "holds source-failing-with-artifact_b__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
  "path-missing": {
    "path-missing/a": [
      "observed -1 of 1",
      "Ready False ArtifactFailed: kustomization path not found: stat /tmp/kustomization-<number>/a: no such file or directory",
      "Reconciling True ProgressingWithRetry: Fetching manifests for revision r1 with a timeout of 30s",
    ],
    "path-missing/b": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'path-missing/a' is not ready"],
    "path-missing/c": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'path-missing/b' is not ready"],
  },
  "build-failed": {
    "build-failed/a": [
      "observed -1 of 1",
      "attempted r1",
      "Ready False BuildFailed: kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'nope.yaml': open /tmp/kustomization-<number>/a/nope.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '/tmp/kustomization-<number>/a/nope.yaml' : lstat /tmp/kustomization-<number>/a/nope.yaml: no such file or directory",
      "Reconciling True ProgressingWithRetry: Building manifests for revision r1 with a timeout of 30s",
    ],
    "build-failed/b": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'build-failed/a' is not ready"],
  },
  "substitute-missing": {
    "substitute-missing/a": [
      "observed -1 of 1",
      "attempted r1",
      "Ready False BuildFailed: post build failed for 'ConfigMap.v1.[noGrp]/a': substitute from 'ConfigMap/nope' error: configmaps \"nope\" not found",
      "Reconciling True ProgressingWithRetry: Building manifests for revision r1 with a timeout of 30s",
    ],
    "substitute-missing/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'substitute-missing/a' is not ready",
    ],
  },
  "apply-failed": {
    "apply-failed/a": [
      "observed -1 of 1",
      "attempted r1",
      "ReconciliationFailed of r1",
      'Ready False ReconciliationFailed: Service/apply-failed/bad dry-run failed (Invalid): Service "bad" is invalid: [spec.ports[0].port: Invalid value: 99999999: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 99999999: must be between 1 and 65535, inclusive]',
      "Reconciling True ProgressingWithRetry: Detecting drift for revision r1 with a timeout of 30s",
    ],
    "apply-failed/b": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'apply-failed/a' is not ready"],
  },
  "access-denied": {
    "access-denied/a": [
      "observed -1 of 1",
      "attempted r1",
      "ReconciliationFailed of r1",
      'Ready False ReconciliationFailed: ConfigMap/access-denied/x dry-run failed (Forbidden): configmaps "x" is forbidden: User "system:serviceaccount:access-denied:nobody" cannot patch resource "configmaps" in API group "" in the namespace "access-denied"',
      "Reconciling True ProgressingWithRetry: Detecting drift for revision r1 with a timeout of 30s",
    ],
    "access-denied/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'access-denied/a' is not ready",
    ],
  },
  "crd-missing": {
    "crd-missing/a": [
      "observed -1 of 1",
      "attempted r1",
      "ReconciliationFailed of r1",
      'Ready False ReconciliationFailed: Widget/crd-missing/w dry-run failed: no matches for kind "Widget" in version "acme.example/v1"',
      "Reconciling True ProgressingWithRetry: Detecting drift for revision r1 with a timeout of 30s",
    ],
    "crd-missing/b": ["observed -1 of 1", "Ready False DependencyNotReady: dependency 'crd-missing/a' is not ready"],
  },
  "health-timeout": {
    "health-timeout/a": [
      "observed -1 of 1",
      "attempted r1",
      "HealthCheckFailed of r1",
      "holds health-timeout_web_apps_Deployment",
      "Healthy Unknown Progressing: Running health checks for revision r1 with a timeout of 30s",
      "Ready Unknown Progressing: Reconciliation in progress",
      "Reconciling True Progressing: Running health checks for revision r1 with a timeout of 30s",
    ],
    "health-timeout/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'health-timeout/a' is not ready",
    ],
  },
  "health-check-absent": {
    "health-check-absent/a": [
      "observed -1 of 1",
      "attempted r1",
      "HealthCheckFailed of r1",
      "holds health-check-absent_a__ConfigMap",
      "Healthy Unknown Progressing: Running health checks for revision r1 with a timeout of 30s",
      "Ready Unknown Progressing: Reconciliation in progress",
      "Reconciling True Progressing: Running health checks for revision r1 with a timeout of 30s",
    ],
    "health-check-absent/b": [
      "observed -1 of 1",
      "Ready False DependencyNotReady: dependency 'health-check-absent/a' is not ready",
    ],
  },
  "request-on-blocked": {
    "request-on-blocked/b": [
      "observed -1 of 1",
      "handled once",
      "Ready False DependencyNotReady: dependency 'request-on-blocked/a' not found: kustomizations.kustomize.toolkit.fluxcd.io \"a\" not found",
    ],
  },
  "request-on-suspended": {
    "request-on-suspended/a": [
      "observed 2 of 2",
      "applied r1",
      "attempted r1",
      "handled once",
      "ReconciliationSucceeded of r1",
      "holds request-on-suspended_a__ConfigMap",
      "Ready True ReconciliationSucceeded: Applied revision: r1",
    ],
  },
};
