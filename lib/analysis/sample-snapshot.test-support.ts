import { ago, gitRepository, type KsOptions, ks, NOW } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { buildSnapshot } from "./build-snapshot.ts";

const OLD = "main@sha1:a41b7d0c5f1e2d3c4b5a69788796a5b4c3d2e1f0";
const NEW = "main@sha1:9f3c2e1d0c5f1e2d3c4b5a69788796a5b4c3d2e1";

/** `namespace/name: dependencies`; what is not listed under a trouble below is ready. */
const READY = `
flux-system/crds: | flux-system/namespaces: | storage/rook-ceph: crds | data/cnpg-operator: crds | data/strimzi: crds
observability/prom-operator: crds | external-secrets/external-secrets: crds | cert-manager/cert-manager: crds
data/redis: rook-ceph | data/kafka: strimzi rook-ceph cnpg-operator | observability/kube-prometheus: prom-operator
external-secrets/secret-stores: external-secrets namespaces | cert-manager/issuers: cert-manager | data/kafka-topics: kafka
network/external-dns: secret-stores | network/envoy-gateway: issuers | network/public-routes: external-dns envoy-gateway
mesh/istio-base: | storage/minio: | observability/mimir: minio | observability/mimir-rules: mimir | observability/slo-reports: mimir-rules
security/kyverno: | autoscaling/keda: | autoscaling/scaled-workers: keda
kube-system/cilium: | kube-system/coredns: | kube-system/metrics-server: | kube-system/descheduler: | kube-system/node-detector:
kube-system/vpa: | flux-system/notifications: | flux-system/cluster-rbac: | security/falco: | network/echo: | platform/priority:
`;

const BLOCKED = `
data/db-migrations: postgres | data/pg-backups: postgres | identity/keycloak: postgres secret-stores
apps/catalog-api: db-migrations kafka-topics | apps/inventory-api: db-migrations | apps/payments-api: db-migrations kafka-topics
apps/orders-api: db-migrations kafka-topics | observability/grafana: keycloak kube-prometheus | identity/oauth2-proxy: keycloak
apps/search-indexer: catalog-api redis | apps/storefront: catalog-api payments-api | apps/checkout: payments-api orders-api
apps/reports: orders-api | apps/backoffice: orders-api oauth2-proxy
`;

/** A fleet of 61 with a failing health check, a cycle, a suspended and a missing dependency, as of {@link NOW}. */
export function sampleObjects(): { kustomizations: readonly RawObject[]; sources: readonly RawObject[] } {
  const homes = new Map<string, string>();
  const rows = (text: string) =>
    text.split(/[|\n]/).flatMap((row) => {
      const [, namespace, name, dependencies] = /^\s*(\S+)\/(\S+):(.*)$/.exec(row) ?? [];
      return namespace && name
        ? [{ namespace, name, dependencies: dependencies?.trim().split(/\s+/).filter(Boolean) ?? [] }]
        : [];
    });
  const all = [...rows(READY), ...rows(BLOCKED)];
  for (const { namespace, name } of all) homes.set(name, namespace);
  homes.set("postgres", "data");
  const full = (name: string) => (name.includes("/") ? name : `${homes.get(name)}/${name}`);
  const make = (name: string, options: KsOptions) =>
    ks(name, {
      source: "fleet-infra",
      applied: NEW,
      attempted: NEW,
      ...options,
      dependsOn: (options.dependsOn ?? []).map((d) => full(String(d))),
    });
  const waits = (on: string, since: number, rest = "is not ready"): KsOptions => ({
    applied: OLD,
    attempted: OLD,
    ready: { status: "False", reason: "DependencyNotReady", message: `dependency '${full(on)}' ${rest}`, since },
  });
  const busy = (since: number, step = "Running health checks"): KsOptions => ({
    ready: { status: "Unknown", since },
    reconciling: `${step} for revision ${NEW} with a timeout of 5m0s`,
  });
  const names = (text: string) => rows(text).map((row) => ({ ...row, since: 1_500 + ((row.name.length * 7) % 120) }));
  return {
    sources: [gitRepository("fleet-infra", NEW)],
    kustomizations: [
      ...names(READY).map(({ namespace, name, dependencies }) =>
        make(name, { namespace, dependsOn: dependencies, ready: { status: "True", since: 518_400 } }),
      ),
      ...names(BLOCKED).map(({ namespace, name, dependencies, since }) =>
        make(name, { namespace, dependsOn: dependencies, ...waits(dependencies[0] ?? "", since) }),
      ),
      make("postgres", {
        namespace: "data",
        dependsOn: ["rook-ceph", "cnpg-operator"],
        applied: OLD,
        ready: {
          status: "False",
          reason: "HealthCheckFailed",
          message: "health check failed after 5m0s: timeout waiting for: [Cluster/data/orders-db status: 'InProgress']",
          since: 78,
        },
        status: {
          history: [
            {
              digest: "sha256:1",
              firstReconciled: ago(1_620),
              lastReconciled: ago(78),
              lastReconciledDuration: "5m0s",
              lastReconciledStatus: "HealthCheckFailed",
              totalReconciliations: 4,
              metadata: { revision: NEW },
            },
          ],
        },
      }),
      make("loki", { namespace: "observability", dependsOn: ["rook-ceph"], ...busy(72) }),
      make("policies", { namespace: "security", dependsOn: ["kyverno"], ...busy(34), spec: { timeout: "1m" } }),
      make("reloader", { namespace: "kube-system", ...busy(8, "Detecting drift") }),
      ...[
        ["istiod", "istio-gateway", "istio-base"],
        ["istio-gateway", "mesh-certs"],
        ["mesh-certs", "istiod"],
      ].map(([name = "", on = "", ...more]) =>
        make(name, { namespace: "mesh", dependsOn: [`mesh/${on}`, ...more], ...waits(`mesh/${on}`, 7_200) }),
      ),
      make("tempo", {
        namespace: "observability",
        dependsOn: ["minio"],
        applied: OLD,
        ready: { status: "True", since: 259_200 },
        spec: { suspend: true },
      }),
      make("trace-alerts", {
        namespace: "observability",
        dependsOn: ["observability/tempo"],
        ...waits("observability/tempo", 259_000, "revision is not up to date"),
      }),
      make("otel-collector", {
        namespace: "observability",
        dependsOn: ["observability/tempo"],
        ...waits("observability/tempo", 258_000, "revision is not up to date"),
      }),
      make("session-store", {
        namespace: "apps",
        dependsOn: ["apps/redis"],
        ...waits("apps/redis", 2_880, 'not found: kustomizations.kustomize.toolkit.fluxcd.io "redis" not found'),
      }),
    ],
  };
}

/** The snapshot of {@link sampleObjects}, connected and live. */
export function sampleSnapshot(now: number = NOW): Snapshot {
  return buildSnapshot({
    clusters: [
      {
        cluster: "prod-eu-1",
        idPrefix: null,
        ...sampleObjects(),
        events: [],
        failures: new Map(),
        absenceOf: () => "missing",
      },
    ],
    statuses: [{ id: "prod-eu-1", connection: "live", since: ago(7_200), message: "", fix: "", scopes: [] }],
    now,
    revision: "sample.1",
  });
}
