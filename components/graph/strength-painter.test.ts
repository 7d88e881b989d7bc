import { describe, expect, it } from "vitest";
import { toEdgeKey } from "#lib/layout/layout-engine.ts";
import { findEmphasis } from "./find-emphasis.ts";
import { sampleId, sampleIndex } from "./sample-picture.test-support.ts";
import { type Painted, StrengthPainter } from "./strength-painter.ts";

const select = (name: string) =>
  findEmphasis({ index: sampleIndex, hovered: null, selected: sampleId(name), trace: null, visible: null });

/** An element that counts how often it is written to. */
function createElement(): Painted & { writes: number } {
  const element = { writes: 0, dataset: {} };
  element.dataset = new Proxy<Painted["dataset"]>(
    {},
    {
      set: (target, name, value) => {
        element.writes += 1;
        return Reflect.set(target, name, value);
      },
    },
  );
  return element;
}

describe("StrengthPainter", () => {
  it("paints cards and edges as the emphasis has them, and those that come later", () => {
    const painter = new StrengthPainter();
    const [card, edge, late] = [createElement(), createElement(), createElement()];
    painter.add(card, "node", sampleId("postgres"));
    painter.add(edge, "edge", toEdgeKey(sampleId("postgres"), sampleId("keycloak")));
    expect(card.dataset["strength"]).toBe("usual");
    painter.show(select("orders-api"));
    painter.add(late, "node", sampleId("loki"));
    expect([card, edge, late].map(({ dataset }) => dataset["strength"])).toEqual(["path", "faded", "faded"]);
  });

  it("writes only what changes", () => {
    const painter = new StrengthPainter();
    const card = createElement();
    painter.add(card, "node", sampleId("loki"));
    painter.show(select("orders-api"));
    painter.show(select("payments-api"));
    expect(card.writes).toBe(2);
  });

  it("leaves alone what is gone, also when its element has become another's", () => {
    const painter = new StrengthPainter();
    const card = createElement();
    const remove = painter.add(card, "node", sampleId("loki"));
    const removeNext = painter.add(card, "node", sampleId("postgres"));
    remove();
    painter.show(select("orders-api"));
    expect(card.dataset["strength"]).toBe("path");
    removeNext();
    painter.show(select("minio"));
    expect(card.dataset["strength"]).toBe("path");
  });
});
