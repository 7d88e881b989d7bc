import { describe, expect, it } from "vitest";
import { isKubernetesName } from "./kubernetes-name.ts";

describe("isKubernetesName", () => {
  it.each(["a", "0", "apps", "cert-manager", "a.b.c", "a--b", "v1.2-rc.3", "x".repeat(253)])("takes %s", (text) =>
    expect(isKubernetesName(text)).toBe(true),
  );

  it.each(["", "-a", "a-", "A", "a_b", "a..b", ".a", "a/b", "a b", "é", "$" + "{X}", "{{ x }}", "x".repeat(254)])(
    "refuses %s",
    (text) => expect(isKubernetesName(text)).toBe(false),
  );
});
