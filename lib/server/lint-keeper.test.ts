import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Finding } from "#lib/graph/model.ts";
import { toLintInput } from "#lib/lint/lint.test-support.ts";
import { lint } from "#lib/lint/lint.ts";
import { Linter } from "#lib/lint/linter.ts";
import { LintKeeper } from "./lint-keeper.ts";

const LONG_MS = 5_000;

/** To gather what is linted takes `workMs`. */
function startKeeper(fleet: readonly RawObject[], workMs = 0) {
  const stage = { fleet, told: [] as (readonly Finding[])[], errors: [] as unknown[], inputs: 0 };
  const clock = new FakeClock(0);
  let worked = 0;
  const keeper = new LintKeeper({
    linter: new Linter(),
    clock: { now: () => clock.now() + worked, schedule: (run, delayMs) => clock.schedule(run, delayMs) },
    input: () => {
      stage.inputs++;
      worked += workMs;
      return toLintInput(stage.fleet);
    },
    onFindings: (findings) => stage.told.push(findings),
    onError: (error) => stage.errors.push(error),
  });
  return { stage, clock, keeper };
}

const waiting = [ks("db"), ks("app", { dependsOn: ["db"] })];

describe("LintKeeper", () => {
  it("tells the same findings as one who lints at once, after all else had its turn", () => {
    const { stage, clock, keeper } = startKeeper(waiting);
    keeper.touch();
    clock.advance(100);
    expect(stage.inputs).toBe(0);
    clock.advance(LONG_MS);
    expect(stage.told).toEqual([lint(toLintInput(waiting))]);
    expect(stage.told[0]?.length).toBeGreaterThan(0);
    expect(clock.pending).toBe(0);
  });

  it("looks once at what changes many times, and again at what changes meanwhile", () => {
    const { stage, clock, keeper } = startKeeper(waiting);
    for (let turn = 0; turn < 5; turn++) keeper.touch();
    clock.advance(1_000);
    expect([stage.inputs, stage.told.length]).toEqual([1, 0]);
    stage.fleet = [ks("alone")];
    keeper.touch();
    clock.advance(LONG_MS);
    expect(stage.inputs).toBe(2);
    expect(stage.told.at(-1)).toEqual(lint(toLintInput(stage.fleet)));
  });

  it.each([
    ["a second", 0, 1_000],
    ["four times as long as it takes", 600, 2_400],
    ["ten seconds at most", 60_000, 10_000],
  ])("pauses %s while changes keep coming", (_, workMs, pauseMs) => {
    const { stage, clock, keeper } = startKeeper(waiting, workMs);
    keeper.touch();
    clock.advance(1_000);
    keeper.touch();
    while (stage.told.length === 0) clock.advance(1);
    clock.advance(pauseMs - 1);
    expect(stage.inputs).toBe(1);
    clock.advance(1);
    expect(stage.inputs).toBe(2);
  });

  it("goes on after what could not be linted", () => {
    const { stage, clock, keeper } = startKeeper(waiting);
    const fleet = stage.fleet;
    stage.fleet = [
      {
        ...ks("broken"),
        get spec(): never {
          throw new Error("unreadable");
        },
      },
    ];
    keeper.touch();
    clock.advance(LONG_MS);
    expect([stage.errors.length, stage.told.length]).toEqual([1, 0]);
    stage.fleet = fleet;
    keeper.touch();
    clock.advance(LONG_MS);
    expect(stage.told).toHaveLength(1);
  });

  it.each([100, 1_000])("leaves nothing behind when it is stopped after %i ms", (ms) => {
    const { stage, clock, keeper } = startKeeper(waiting);
    keeper.touch();
    clock.advance(ms);
    keeper.stop();
    expect(clock.pending).toBe(0);
    clock.advance(LONG_MS);
    expect(stage.told).toEqual([]);
  });
});
