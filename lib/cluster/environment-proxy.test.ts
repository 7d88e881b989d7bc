import { describe, expect, it } from "vitest";
import { findEnvironmentProxy } from "./environment-proxy.ts";

const HTTPS_PROXY = "http://proxy:3128";

describe("findEnvironmentProxy", () => {
  it.each<[string, Record<string, string>, string, string | null]>([
    ["none", {}, "https://api.example.org", null],
    ["HTTPS_PROXY for https", { HTTPS_PROXY, HTTP_PROXY: "http://other" }, "https://api.example.org", HTTPS_PROXY],
    ["HTTP_PROXY for http", { HTTPS_PROXY, HTTP_PROXY: "http://other" }, "http://api.example.org", "http://other"],
    ["HTTP_PROXY never for https", { HTTP_PROXY: "http://other" }, "https://api.example.org", null],
    ["small letters", { https_proxy: HTTPS_PROXY }, "https://api.example.org", HTTPS_PROXY],
    ["capitals first", { https_proxy: "http://small", HTTPS_PROXY }, "https://api.example.org", HTTPS_PROXY],
    [
      "small letters where the capitals are empty",
      { https_proxy: HTTPS_PROXY, HTTPS_PROXY: "" },
      "https://a.b",
      HTTPS_PROXY,
    ],
    ["a host without scheme", { HTTPS_PROXY: "proxy:3128" }, "https://api.example.org", HTTPS_PROXY],
    ["credentials in it", { HTTPS_PROXY: "http://eve:pw@proxy:1" }, "https://a.b", "http://eve:pw@proxy:1"],
    ["socks5", { HTTPS_PROXY: "socks5://proxy:1080" }, "https://a.b", "socks5://proxy:1080"],
    ["not ALL_PROXY", { ALL_PROXY: HTTPS_PROXY }, "https://a.b", null],
  ])("takes %s", (_name, env, server, proxy) => {
    expect(findEnvironmentProxy(env, server)).toBe(proxy);
  });

  it.each([
    "https://localhost:6443",
    "https://LOCALHOST",
    "https://127.0.0.1:6443",
    "https://127.8.9.10",
    "https://[::1]:6443",
  ])("never takes one to %s", (server) => {
    expect(findEnvironmentProxy({ HTTPS_PROXY }, server)).toBeNull();
  });

  it.each<[string, string, boolean]>([
    ["", "https://api.example.org", true],
    ["*", "https://api.example.org", false],
    ["other.org,*", "https://api.example.org", false],
    ["api.example.org", "https://api.example.org:6443", false],
    ["API.Example.ORG", "https://api.example.org", false],
    ["example.org", "https://api.example.org", false],
    ["example.org", "https://example.org", false],
    ["example.org", "https://notexample.org", true],
    [".example.org", "https://api.example.org", false],
    [".example.org", "https://example.org", true],
    ["*.example.org", "https://api.example.org", false],
    ["*.example.org", "https://example.org", true],
    ["größe.example", "https://api.größe.example", false],
    ["a.b, api.example.org ,", "https://api.example.org", false],
    ["api.example.org:6443", "https://api.example.org:6443", false],
    ["api.example.org:443", "https://api.example.org", false],
    ["api.example.org:6443", "https://api.example.org", true],
    ["10.0.0.1", "https://10.0.0.1:6443", false],
    ["10.0.0.1:6443", "https://10.0.0.1:6443", false],
    ["10.0.0.1:443", "https://10.0.0.1:6443", true],
    ["10.0.0.1", "https://10.0.0.10", true],
    ["0.0.0.1", "https://10.0.0.1", true],
    ["10.0.0.0/8", "https://10.250.3.4:6443", false],
    ["10.0.0.0/8", "https://11.0.0.1", true],
    ["10.0.0.0/8", "https://ten.example.org", true],
    ["10.0.0.0/99", "https://10.0.0.1", true],
    ["172.16.0.0/12,192.168.0.0/16", "https://192.168.7.7", false],
    ["fd00::/8", "https://[fd00::1]:6443", false],
    ["fd00::/8", "https://[fe80::1]:6443", true],
    ["fd00::1", "https://[fd00::1]", false],
    ["[fd00::1]", "https://[fd00:0::1]", false],
    ["[fd00::1]:6443", "https://[fd00::1]:6443", false],
    ["[fd00::1]:6443", "https://[fd00::1]", true],
    [":6443", "https://api.example.org:6443", true],
  ])("with NO_PROXY=%s for %s takes it: %s", (NO_PROXY, server, isTaken) => {
    expect(findEnvironmentProxy({ HTTPS_PROXY, NO_PROXY }, server)).toBe(isTaken ? HTTPS_PROXY : null);
    expect(findEnvironmentProxy({ https_proxy: HTTPS_PROXY, no_proxy: NO_PROXY }, server)).toBe(
      isTaken ? HTTPS_PROXY : null,
    );
  });

  it.each(["ftp://proxy", "http://", "http://a b", "://"])("refuses %s, unless it would not be taken", (proxy) => {
    expect(() => findEnvironmentProxy({ HTTPS_PROXY: proxy }, "https://api.example.org")).toThrow(
      "The environment variable HTTPS_PROXY does not name a proxy that can be used.",
    );
    expect(findEnvironmentProxy({ HTTPS_PROXY: proxy }, "https://127.0.0.1")).toBeNull();
  });
});
