import { describe, expect, it } from "vitest";
import { id } from "#components/problems/graph.test-support.ts";
import { toConfirmation } from "./to-confirmation.ts";

describe("toConfirmation", () => {
  it("asks before what lasts, naming the targets", () => {
    const ask = (action: "suspend" | "resume", ...names: string[]) =>
      toConfirmation({ action, targets: names.map(id) })?.question;
    expect(ask("suspend", "a/web")).toBe("Suspend web?");
    expect(ask("resume", "a/web", "a/db")).toBe("Resume web and db?");
  });

  it("asks nothing before a reconcile", () => {
    expect(toConfirmation({ action: "reconcile", targets: [id("a/web")] })).toBeNull();
  });
});
