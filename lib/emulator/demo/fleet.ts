import type { RawObject } from "#lib/flux/metadata.ts";

/** One Kustomization of the demo, as it is written in the tables below. */
export interface FleetEntry {
  readonly namespace: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/** The examples of the article on dependsOn, by its own names. */
const ARTICLE = `
flux-system/crds:
flux-system/operators: crds
flux-system/infrastructure: operators
flux-system/applications: infrastructure
flux-system/production-apps: infrastructure
flux-system/monitoring: crds
flux-system/logging: crds
flux-system/app-a: monitoring logging
flux-system/app-b: monitoring logging
flux-system/database:
flux-system/database-migration: database
vault/vault-secrets:
apps/app-config: vault/vault-secrets
production/production-namespace:
production/production-infrastructure: production-namespace
production/production-config: production-infrastructure
production/production-backend: production-config
production/production-frontend: production-backend
`;

const PLATFORM = `
storage/rook-ceph: crds
data/cnpg-operator: crds
cert-manager/cert-manager: crds
external-secrets/external-secrets: crds
external-secrets/secret-stores: external-secrets
cert-manager/issuers: cert-manager
data/redis: rook-ceph
data/postgres: rook-ceph cnpg-operator
data/db-migrations: postgres
data/pg-backups: postgres
identity/keycloak: postgres secret-stores
identity/oauth2-proxy: keycloak
observability/grafana: keycloak monitoring
network/external-dns: secret-stores
network/envoy-gateway: issuers
network/public-routes: external-dns envoy-gateway
mesh/istio-base:
storage/minio:
observability/loki: minio
observability/tempo: minio
observability/trace-alerts: tempo
observability/otel-collector: tempo
security/kyverno:
security/policies: kyverno
`;

const APPS = `
apps/catalog-api: data/db-migrations
apps/payments-api: data/db-migrations
apps/orders-api: data/db-migrations
apps/storefront: catalog-api payments-api
apps/checkout: payments-api orders-api
apps/search-indexer: catalog-api data/redis
apps/reports: orders-api
apps/backoffice: orders-api identity/oauth2-proxy
`;

const ALONE = `
kube-system/cilium:
kube-system/coredns:
kube-system/metrics-server:
kube-system/descheduler:
flux-system/notifications:
security/falco:
network/echo:
platform/priority-classes:
`;

/** Three that wait for each other in a circle; they came into the cluster together. */
const CYCLE = `
mesh/istiod: istio-gateway istio-base
mesh/istio-gateway: mesh-certs
mesh/mesh-certs: istiod
`;

/** It names a redis in its own namespace, where there is none. */
const DANGLING = `
apps/session-store: apps/redis
`;

/** The demo's sources, by the Kustomizations that are built from them. */
const SOURCE_OF_NAMESPACE: Readonly<Record<string, string>> = {
  apps: "apps",
  production: "production",
  mesh: "mesh",
};

export const MAIN_SOURCE = "fleet";
export const SOURCES: readonly string[] = [MAIN_SOURCE, ...new Set(Object.values(SOURCE_OF_NAMESPACE))];

/** What is there from the beginning, and what comes later and brings trouble. */
export const FLEET = {
  settled: parseEntries(ARTICLE + PLATFORM + APPS + ALONE),
  cycle: parseEntries(CYCLE),
  dangling: parseEntries(DANGLING),
} as const;

/** Those whose health is checked, with what it is checked on where `wait` is not used. */
const WAITING = new Set([
  "postgres",
  "cert-manager",
  "rook-ceph",
  "loki",
  "policies",
  "kyverno",
  "crds",
  "keycloak",
  "envoy-gateway",
]);
const SLOW_TO_RETRY: Readonly<Record<string, string>> = { "database-migration": "1m", postgres: "2m" };

/** Who looks after what: a label that goes across the namespaces. */
const TEAM_OF_NAMESPACE: Readonly<Record<string, string>> = {
  apps: "shop",
  production: "shop",
  data: "data",
  storage: "data",
  identity: "security",
  vault: "security",
  security: "security",
  "external-secrets": "security",
  "cert-manager": "security",
  network: "network",
  mesh: "network",
  observability: "observability",
};
const TEAM_OF_NAME: Readonly<Record<string, string>> = {
  monitoring: "observability",
  logging: "observability",
  database: "data",
  "database-migration": "data",
  applications: "shop",
  "production-apps": "shop",
  "app-a": "shop",
  "app-b": "shop",
};

/** Builds the Kustomization of an entry as it would be applied. */
export function buildKustomization({ namespace, name, dependsOn }: FleetEntry): RawObject {
  const source = SOURCE_OF_NAMESPACE[namespace] ?? MAIN_SOURCE;
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name, namespace, labels: { team: TEAM_OF_NAME[name] ?? TEAM_OF_NAMESPACE[namespace] ?? "platform" } },
    spec: {
      interval: "10m",
      retryInterval: SLOW_TO_RETRY[name] ?? "2m",
      timeout: name === "policies" ? "1m" : "5m",
      prune: true,
      path: `./${namespace === "production" ? "production" : namespace}/${name}`,
      sourceRef: {
        kind: source === "production" ? "OCIRepository" : "GitRepository",
        name: source,
        namespace: "flux-system",
      },
      ...(WAITING.has(name) ? { wait: true } : {}),
      ...(name === "database"
        ? { healthChecks: [{ apiVersion: "apps/v1", kind: "StatefulSet", name: "database", namespace: "flux-system" }] }
        : {}),
      ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map((text) => toReference(text, namespace)) }),
    },
  };
}

/** Builds a source of the demo. */
export function buildSource(name: string): RawObject {
  const isImage = name === "production";
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: isImage ? "OCIRepository" : "GitRepository",
    metadata: { name, namespace: "flux-system" },
    spec: isImage
      ? { interval: "5m", url: "oci://registry.example.com/manifests/production", ref: { tag: "latest" } }
      : { interval: "1m", url: `https://git.example.com/platform/${name}.git`, ref: { branch: "main" } },
  };
}

function toReference(text: string, namespace: string): object {
  const [first = "", second] = text.split("/");
  const [home, name] = second === undefined ? [HOMES.get(text) ?? namespace, text] : [first, second];
  return home === namespace ? { name } : { name, namespace: home };
}

const HOMES = new Map(FLEET.settled.map(({ namespace, name }) => [name, namespace]));

function parseEntries(text: string): readonly FleetEntry[] {
  return text.split("\n").flatMap((line) => {
    const [, namespace, name, rest] = /^(\S+)\/(\S+):(.*)$/.exec(line) ?? [];
    if (namespace === undefined || name === undefined) return [];
    return [{ namespace, name, dependsOn: rest?.trim().split(/\s+/).filter(Boolean) ?? [] }];
  });
}
