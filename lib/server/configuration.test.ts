import { describe, expect, it } from "vitest";
import { isLoopback, readConfiguration, VARIABLES } from "./configuration.ts";

describe("readConfiguration", () => {
  it("reads an empty environment as: this machine alone, everything, may act", () => {
    expect(readConfiguration({})).toEqual({
      contexts: [],
      namespaces: null,
      actions: { allowed: true, why: "" },
      publicUrl: null,
      demoUrl: null,
      lintConfig: null,
      logLevel: "info",
      hostname: "127.0.0.1",
      port: 3000,
      local: true,
    });
  });

  it("reads every variable", () => {
    const environment = {
      HEADWATER_CONTEXTS: "eu, us,",
      HEADWATER_NAMESPACES: " apps ",
      HEADWATER_ACTIONS: "deny",
      HEADWATER_PUBLIC_URL: "https://flux.example",
      HEADWATER_DEMO_URL: "http://127.0.0.1:4000",
      HEADWATER_LINT_CONFIG: "rules.yaml",
      HEADWATER_LOG_LEVEL: "debug",
      HOSTNAME: "0.0.0.0",
      PORT: "8080",
    };
    expect(readConfiguration(environment)).toMatchObject({
      contexts: ["eu", "us"],
      namespaces: ["apps"],
      actions: { allowed: false, why: expect.stringContaining("HEADWATER_ACTIONS=deny") },
      publicUrl: "https://flux.example",
      demoUrl: "http://127.0.0.1:4000",
      lintConfig: "rules.yaml",
      logLevel: "debug",
      hostname: "0.0.0.0",
      port: 8080,
      local: false,
    });
  });

  it.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "1e3"],
    ["HEADWATER_ACTIONS", "yes"],
    ["HEADWATER_PUBLIC_URL", "flux.example"],
    ["HEADWATER_PUBLIC_URL", "ftp://flux.example"],
    ["HEADWATER_DEMO_URL", "http://metadata.internal/"],
    ["HEADWATER_LOG_LEVEL", "loud"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(`${name}: `);
  });

  it("names all that is wrong at once", () => {
    expect(() => readConfiguration({ PORT: "x", HEADWATER_ACTIONS: "y" })).toThrow(/HEADWATER_ACTIONS: .*PORT: /);
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readConfiguration({ PORT: "", HEADWATER_ACTIONS: "", HOSTNAME: "" })).toEqual(readConfiguration({}));
  });

  it("does not listen on the name that a shell or a container gives itself", () => {
    expect(readConfiguration({ HOSTNAME: "box-1" }, "box-1").hostname).toBe("127.0.0.1");
    expect(readConfiguration({ HOSTNAME: "box-1" }, "box-2").hostname).toBe("box-1");
  });

  it.each<[string, Record<string, string>, boolean]>([
    ["on this machine alone", {}, true],
    ["where others can reach it", { HOSTNAME: "10.0.0.5" }, false],
    ["where others can reach it and it was allowed", { HOSTNAME: "10.0.0.5", HEADWATER_ACTIONS: "allow" }, true],
    ["on this machine, switched off", { HEADWATER_ACTIONS: "deny" }, false],
  ])("%s: decides whether one may act, and says why not", (_where, environment, allowed) => {
    const { actions } = readConfiguration(environment);
    expect(actions.allowed).toBe(allowed);
    expect(actions.why === "").toBe(allowed);
  });

  it("says of every variable what it is for", () => {
    for (const [, meaning] of Object.values(VARIABLES)) expect(meaning).toMatch(/\w{3}/);
  });
});

it.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["::1", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["::", false],
  ["localhost.example", false],
  ["127.0.0.1.example", false],
  ["", false],
])("isLoopback(%s) is %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
