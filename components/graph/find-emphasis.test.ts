import { describe, expect, it } from "vitest";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toEdgeKey } from "#lib/layout/layout-engine.ts";
import { findEmphasis, NO_EMPHASIS, toEdgeStrength, toNodeStrength } from "./find-emphasis.ts";
import { sampleId, sampleIndex, toNames } from "./sample-picture.test-support.ts";

const find = (given: Partial<Omit<Parameters<typeof findEmphasis>[0], "index">>) =>
  findEmphasis({ index: sampleIndex, hovered: null, selected: null, trace: null, visible: null, ...given });
const edge = (from: string, to: string) => toEdgeKey(sampleId(from), sampleId(to));

describe("findEmphasis", () => {
  it("leaves all as usual while nothing is hovered, selected or filtered", () => {
    expect(find({})).toEqual(NO_EMPHASIS);
    expect(toNodeStrength(find({}), sampleId("postgres"))).toBe("usual");
  });

  it("keeps the hovered with its upstream and downstream", () => {
    const emphasis = find({ hovered: sampleId("db-migrations") });
    expect(toNames(emphasis.kept?.nodes ?? [])).toEqual(
      [
        ...["crds", "rook-ceph", "cnpg-operator", "postgres", "db-migrations"],
        ...["catalog-api", "inventory-api", "payments-api", "orders-api"],
        ...["search-indexer", "storefront", "checkout", "reports", "backoffice"],
      ].sort(),
    );
    expect(toNodeStrength(emphasis, sampleId("keycloak"))).toBe("faded");
    expect(emphasis.path.nodes.size).toBe(0);
  });

  it("rings the path from the root cause to the selected, and keeps the rest of its upstream", () => {
    const emphasis = find({ selected: sampleId("orders-api") });
    expect(toNames(emphasis.path.nodes)).toEqual(["db-migrations", "orders-api", "postgres"]);
    expect(toNodeStrength(emphasis, sampleId("kafka"))).toBe("kept");
    expect(toEdgeStrength(emphasis, edge("postgres", "db-migrations"))).toBe("path");
    expect(toEdgeStrength(emphasis, edge("kafka", "kafka-topics"))).toBe("kept");
    expect(toEdgeStrength(emphasis, edge("postgres", "keycloak"))).toBe("faded");
  });

  it("brings out the ways to another node, and nothing beside them", () => {
    const emphasis = find({ selected: sampleId("crds"), trace: { kind: "path", to: sampleId("orders-api") } });
    expect(toNames(emphasis.path.nodes)).toEqual(expect.arrayContaining(["crds", "orders-api", "postgres"]));
    expect(toNodeStrength(emphasis, sampleId("keycloak"))).toBe("faded");
    expect(toEdgeStrength(emphasis, edge("postgres", "db-migrations"))).toBe("path");
    expect(toEdgeStrength(emphasis, edge("postgres", "keycloak"))).toBe("faded");
  });

  it("brings out all that would wait if it failed, until something beside it is hovered", () => {
    const trace = { kind: "if-failed" } as const;
    const emphasis = find({ selected: sampleId("db-migrations"), trace });
    expect(toNodeStrength(emphasis, sampleId("storefront"))).toBe("path");
    expect(toNodeStrength(emphasis, sampleId("postgres"))).toBe("faded");
    const within = find({ selected: sampleId("db-migrations"), trace, hovered: sampleId("storefront") });
    expect(within).toEqual(emphasis);
    const hovered = find({ selected: sampleId("db-migrations"), trace, hovered: sampleId("tempo") });
    expect(toNodeStrength(hovered, sampleId("tempo"))).toBe("kept");
  });

  it("keeps no edge that leads past the node, though both its ends stay", () => {
    const emphasis = find({ hovered: sampleId("payments-api") });
    // checkout waits for payments-api and for orders-api, which is none of its line.
    expect(toEdgeStrength(emphasis, edge("payments-api", "checkout"))).toBe("kept");
    expect(toEdgeStrength(emphasis, edge("orders-api", "checkout"))).toBe("faded");
    const past = find({ hovered: sampleId("catalog-api") });
    expect(toEdgeStrength(past, edge("db-migrations", "payments-api"))).toBe("faded");
  });

  it("follows the pointer while something else is selected, whose path stays", () => {
    const emphasis = find({ hovered: sampleId("minio"), selected: sampleId("orders-api") });
    expect(toNodeStrength(emphasis, sampleId("mimir"))).toBe("kept");
    expect(toNodeStrength(emphasis, sampleId("kafka"))).toBe("faded");
    expect(toNodeStrength(emphasis, sampleId("postgres"))).toBe("path");
  });

  it("rings a whole cycle when one of it is selected", () => {
    const emphasis = find({ selected: sampleId("istiod") });
    expect(toNames(emphasis.path.nodes)).toEqual(["istio-gateway", "istiod", "mesh-certs"]);
    expect(toEdgeStrength(emphasis, edge("mesh-certs", "istio-gateway"))).toBe("path");
  });

  it("fades what the filters do not let pass", () => {
    const visible = new Set([sampleId("postgres"), sampleId("keycloak")]);
    const emphasis = find({ visible });
    expect(toNodeStrength(emphasis, sampleId("crds"))).toBe("faded");
    expect(toNodeStrength(emphasis, sampleId("keycloak"))).toBe("kept");
    expect(toEdgeStrength(emphasis, edge("postgres", "keycloak"))).toBe("kept");
    expect(toEdgeStrength(emphasis, edge("postgres", "db-migrations"))).toBe("faded");
  });

  it("takes an id that is gone for none", () => {
    expect(find({ selected: "Kustomization/gone/gone" as ObjectId })).toEqual(NO_EMPHASIS);
  });
});
