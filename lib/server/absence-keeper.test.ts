import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { Absence } from "#lib/graph/cluster-objects.ts";
import type { ScopeState } from "#lib/graph/model.ts";
import { AbsenceKeeper } from "./absence-keeper.ts";
import { FakeReader, startTestRuntime } from "./runtime.test-support.ts";

function setUp(namespaces: readonly string[] | null, state: ScopeState = "ok") {
  const { clock, reader } = startTestRuntime({}, [new FakeReader()]);
  let changes = 0;
  const options = { api: reader.api, clock, namespaces, stateOf: () => state, onChange: () => changes++ };
  const keeper = new AbsenceKeeper(options);
  const ask = async (): Promise<Absence> => {
    const absence = keeper.absenceOf("other", "x");
    await clock.advanceAsync(0);
    return absence;
  };
  return { clock, reader, ask, changes: () => changes };
}

describe("AbsenceKeeper", () => {
  it.each<[ScopeState, Absence]>([
    ["ok", "missing"],
    ["not-installed", "missing"],
    ["forbidden", "hidden"],
    ["loading", "unread"],
    ["error", "unread"],
  ])("where the namespace is read and its reading is %s: %s, without asking", async (state, absence) => {
    const { reader, ask } = setUp(null, state);
    expect(await ask()).toBe(absence);
    expect(reader.gets).toEqual([]);
  });

  it("takes what exists outside of the chosen namespaces for hidden", async () => {
    const { reader, ask, changes } = setUp(["default"]);
    reader.apply(ks("x", { namespace: "other" }));
    expect(await ask()).toBe("unread");
    expect(changes()).toBe(1);
    expect(await ask()).toBe("hidden");
  });

  it("looks again each minute, and tells when something has come of it", async () => {
    const { reader, clock, ask, changes } = setUp(["default"]);
    await ask();
    expect(await ask()).toBe("missing");
    reader.apply(ks("x", { namespace: "other" }));
    clock.advance(59_999);
    expect(await ask()).toBe("missing");
    expect(reader.gets).toHaveLength(1);
    clock.advance(1);
    await ask();
    expect(await ask()).toBe("hidden");
    expect(changes()).toBe(2);
  });

  it("keeps what it knew when there is no answer, and tries again sooner", async () => {
    const { reader, clock, ask } = setUp(["default"]);
    await ask();
    reader.beyond = "unreachable";
    clock.advance(60_000);
    await ask();
    expect(await ask()).toBe("missing");
    clock.advance(10_000);
    await ask();
    expect(reader.gets).toHaveLength(3);
  });

  it("asks once for all who want to know at the same time", async () => {
    const { reader, clock } = setUp(["default"]);
    const keeper = new AbsenceKeeper({ api: reader.api, clock, namespaces: [], stateOf: () => "ok", onChange() {} });
    for (let turn = 0; turn < 5; turn++) keeper.absenceOf("other", "y");
    await clock.advanceAsync(0);
    expect(reader.gets).toEqual(["Kustomization/other/y"]);
  });
});
