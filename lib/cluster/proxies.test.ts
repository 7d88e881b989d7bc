import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Authority, createAuthority } from "./certificates.test-support.ts";
import { ask, CredentialsFolder, toBase64 } from "./tls-credentials.test-support.ts";
import { type ConnectProxy, startConnectProxy, startTlsServer, type TlsServer } from "./tls-server.test-support.ts";

const SERVER = "https://api.cluster.example:6443";
let folder: CredentialsFolder;
let authority: Authority;
let server: TlsServer;
let proxy: ConnectProxy;
beforeEach(async () => {
  folder = new CredentialsFolder();
  authority = createAuthority();
  const identity = authority.issueServer({ names: ["api.cluster.example"] });
  server = folder.keep(await startTlsServer({ identity, clientAuthority: authority.cert }));
  proxy = folder.keep(await startConnectProxy(server.port));
});
afterEach(() => folder.close());

/** The cluster, whose name is found by nobody but the proxy. */
function cluster(more: object = {}) {
  return { server: SERVER, "certificate-authority-data": toBase64(authority.cert), ...more };
}

const PROXY_FIX =
  "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment, and what the proxy allows.";

describe("proxy-url", () => {
  it("leads through a tunnel to the server, whose certificate is checked all the same", async () => {
    const { cert, key } = authority.issueClient("eve");
    const user = { "client-certificate-data": toBase64(cert), "client-key-data": toBase64(key), token: "t" };
    expect(await ask(folder.openTo(cluster({ "proxy-url": proxy.url }), user))).toBe("ok");
    expect(proxy.asked).toEqual([{ to: "api.cluster.example:6443", authorization: null }]);
    expect(server.seen).toMatchObject([
      { authorization: "Bearer t", certificateUser: "eve", serverName: "api.cluster.example" },
    ]);
  });

  it("shows name and password in it to the proxy, and to nobody else", async () => {
    const url = proxy.url.replace("//", "//eve:p%40ss@");
    expect(await ask(folder.openTo(cluster({ "proxy-url": url })))).toBe("ok");
    expect(proxy.asked[0]?.authorization).toBe(`Basic ${toBase64("eve:p@ss")}`);
    expect(server.seen[0]).toMatchObject({ authorization: "Bearer t", proxyAuthorization: null });
  });

  it("goes with tls-server-name", async () => {
    server.replace(authority.issueServer({ names: ["kubernetes"] }));
    const named = cluster({ "proxy-url": proxy.url, "tls-server-name": "kubernetes" });
    expect(await ask(folder.openTo(named))).toBe("ok");
    expect(server.seen[0]?.serverName).toBe("kubernetes");
  });

  it.each([
    [
      "a CA that does not match",
      () => cluster({ "certificate-authority-data": toBase64(createAuthority().cert) }),
      `The certificate of ${SERVER} is not signed by an authority that the kubeconfig trusts.`,
    ],
    [
      "a certificate for another name",
      () => cluster({ "tls-server-name": "other.example" }),
      `The certificate of ${SERVER} is for another name.`,
    ],
  ])("hides neither %s", async (_name, make, message) => {
    const failure = await ask(folder.openTo({ ...make(), "proxy-url": proxy.url }));
    expect(failure).toMatchObject({ kind: "untrusted", message });
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ["forbids", 403, "Proxy response (403) !== 200 when HTTP Tunneling"],
    ["wants a login", 407, "Proxy response (407) !== 200 when HTTP Tunneling"],
    ["finds no way", 502, "Proxy response (502) !== 200 when HTTP Tunneling"],
    ["hangs up", 0, "other side closed"],
  ])("names a proxy that %s, without its password", async (_name, refusal, reason) => {
    proxy.refusal = refusal;
    const url = proxy.url.replace("//", "//eve:secret@");
    expect(await ask(folder.openTo(cluster({ "proxy-url": url })))).toEqual({
      kind: "unreachable",
      message: `The proxy ${new URL(proxy.url).host} did not let the connection to ${SERVER} through (${reason}).`,
      fix: PROXY_FIX,
    });
    expect(proxy.asked).toHaveLength(1);
    expect(server.seen).toHaveLength(0);
  });

  it("names a proxy that is not there", async () => {
    await proxy.close();
    expect(await ask(folder.openTo(cluster({ "proxy-url": proxy.url })))).toEqual({
      kind: "unreachable",
      message: `The proxy ${new URL(proxy.url).host} or the cluster behind it refused the connection.`,
      fix: PROXY_FIX,
    });
  });

  it("may be of https, with a certificate of the cluster's authority", async () => {
    const secure = folder.keep(await startConnectProxy(server.port, authority.issueServer({ names: ["localhost"] })));
    expect(await ask(folder.openTo(cluster({ "proxy-url": secure.url })))).toBe("ok");
    expect(secure.asked).toHaveLength(1);
    expect(server.seen[0]?.serverName).toBe("api.cluster.example");
  });

  it("of https whose certificate is for another name is named", async () => {
    const secure = folder.keep(await startConnectProxy(server.port, authority.issueServer({ names: ["proxy"] })));
    expect(await ask(folder.openTo(cluster({ "proxy-url": secure.url })))).toEqual({
      kind: "untrusted",
      message: `The certificate of the proxy ${new URL(secure.url).host} is for another name.`,
      fix: PROXY_FIX,
    });
    expect(secure.asked).toHaveLength(0);
  });

  it("that is let through again works by itself", async () => {
    proxy.refusal = 502;
    const transport = folder.openTo(cluster({ "proxy-url": proxy.url }));
    expect(await ask(transport)).toMatchObject({ kind: "unreachable" });
    proxy.refusal = null;
    expect(await ask(transport)).toBe("ok");
  });
});

describe("the proxy of the environment", () => {
  it("is taken where the kubeconfig names none", async () => {
    expect(await ask(folder.openTo(cluster(), { token: "t" }, { HTTPS_PROXY: proxy.url }))).toBe("ok");
    expect(proxy.asked.map(({ to }) => to)).toEqual(["api.cluster.example:6443"]);
  });

  it("is not taken where the kubeconfig names one", async () => {
    const env = { HTTPS_PROXY: "http://127.0.0.1:1" };
    expect(await ask(folder.openTo(cluster({ "proxy-url": proxy.url }), { token: "t" }, env))).toBe("ok");
  });

  it("is not taken for what NO_PROXY names, nor for loopback", async () => {
    const direct = { server: server.url, "certificate-authority-data": toBase64(authority.cert) };
    const named = { ...direct, "tls-server-name": "api.cluster.example" };
    expect(await ask(folder.openTo(named, { token: "t" }, { HTTPS_PROXY: proxy.url }))).toBe("ok");
    const env = { HTTPS_PROXY: proxy.url, NO_PROXY: ".cluster.example" };
    expect(await ask(folder.openTo(cluster(), { token: "t" }, env))).toMatchObject({
      kind: "unreachable",
      message: `The name in ${SERVER} could not be found.`,
    });
    expect(proxy.asked).toHaveLength(0);
  });
});
