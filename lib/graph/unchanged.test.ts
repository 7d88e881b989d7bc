import { describe, expect, it } from "vitest";
import { Unchanged } from "./unchanged.ts";

describe("Unchanged", () => {
  it("makes again only when an item is another, has come, has gone or has moved", () => {
    const [a, b, c] = [{}, {}, {}];
    const kept = new Unchanged<object, number>();
    let made = 0;
    const ask = (...items: readonly object[]) => kept.get(items.values(), () => ++made);
    expect([ask(), ask(), ask(a, b), ask(a, b), ask(a, c), ask(c, a), ask(c), ask(c), ask()]).toEqual([
      1, 1, 2, 2, 3, 4, 5, 5, 6,
    ]);
  });
});
