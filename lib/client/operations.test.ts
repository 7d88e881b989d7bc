import { afterEach, describe, expect, it, vi } from "vitest";
import type { Operation, OperationTarget } from "#lib/api/action.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { Operations } from "./operations.ts";
import { id } from "./snapshot.test-support.ts";

const APPS = id("flux-system/apps");

function operation(phase: OperationTarget["phase"], endedAt: string | null = null): Operation {
  return {
    id: "op-1",
    action: "reconcile",
    dryRun: false,
    by: "anna",
    startedAt: "2026-03-01T12:00:00Z",
    endedAt,
    targets: [{ id: APPS, phase, message: "" }],
  };
}

function answerWith(...bodies: readonly (readonly [status: number, body: unknown])[]) {
  const queue = [...bodies];
  const fetched = vi.fn(async () => {
    const [status, body] = queue.shift() ?? [500, {}];
    return new Response(JSON.stringify(body), { status });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("Operations", () => {
  it("is told the progress by the stream, and lets the outcome fade after ten seconds", async () => {
    answerWith([202, { operation: operation("asked") }]);
    const clock = new FakeClock();
    const operations = new Operations(clock, () => true);
    const asked = operations.start({ action: "reconcile", targets: [APPS] });
    expect(operations.progress.get().targets.get(APPS)?.phase).toBe("waiting");
    await asked;
    expect(operations.progress.get().targets.get(APPS)).toMatchObject({ phase: "asked", action: "reconcile" });
    operations.take(operation("handled"));
    expect(operations.progress.get().targets.get(APPS)?.phase).toBe("handled");
    operations.take(operation("succeeded", "2026-03-01T12:00:05Z"));
    await clock.advanceAsync(9_000);
    expect(operations.progress.get().targets.get(APPS)?.phase).toBe("succeeded");
    await clock.advanceAsync(1_000);
    expect(operations.progress.get().targets.size).toBe(0);
    await clock.advanceAsync(60_000);
    expect(clock.pending).toBe(0);
  });

  it("does not go back when the answer to the request comes after the stream's word", () => {
    const operations = new Operations(new FakeClock(), () => true);
    operations.take(operation("handled"));
    operations.take(operation("asked"));
    expect(operations.progress.get().targets.get(APPS)?.phase).toBe("handled");
  });

  it("asks again by itself while there is no stream, and through a failed try", async () => {
    const fetched = answerWith(
      [202, { operation: operation("asked") }],
      [500, {}],
      [200, operation("succeeded", "2026-03-01T12:00:05Z")],
    );
    const clock = new FakeClock();
    const operations = new Operations(clock, () => false);
    await operations.start({ action: "reconcile", targets: [APPS] });
    clock.advance(2_000);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    clock.advance(2_000);
    await vi.waitFor(() => expect(operations.progress.get().targets.get(APPS)?.phase).toBe("succeeded"));
    expect(fetched).toHaveBeenLastCalledWith("/api/operations/op-1", undefined);
  });

  it("keeps a refusal to be read for a while, and drops it at the next try", async () => {
    const refusal = { type: "about:blank", title: "Forbidden", status: 403, detail: "No.", fix: "Ask." };
    answerWith([403, refusal], [202, { operation: operation("asked") }]);
    const clock = new FakeClock();
    const operations = new Operations(clock, () => true);
    await operations.start({ action: "suspend", targets: [APPS] });
    expect(operations.progress.get().errors.get(APPS)).toEqual(refusal);
    expect(operations.progress.get().targets.size).toBe(0);
    await operations.start({ action: "suspend", targets: [APPS] });
    expect(operations.progress.get().errors.size).toBe(0);
  });

  it("forgets a refusal by itself", async () => {
    answerWith([500, {}]);
    const clock = new FakeClock();
    const operations = new Operations(clock, () => true);
    await operations.start({ action: "resume", targets: [APPS] });
    expect(operations.progress.get().errors.size).toBe(1);
    await clock.advanceAsync(20_000);
    expect(operations.progress.get().errors.size).toBe(0);
  });
});
