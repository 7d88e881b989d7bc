import { describe, expect, it } from "vitest";
import { toNetworkError } from "./network-failure.ts";

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

describe("toNetworkError", () => {
  it.each([
    ["ECONNREFUSED", "unreachable", /refused the connection/, /cluster is running/],
    ["ENOTFOUND", "unreachable", /name in https:\/\/api:6443 could not be found/, /VPN/],
    ["EAI_AGAIN", "unreachable", /could not be found/, /VPN/],
    ["ETIMEDOUT", "unreachable", /in time/, /firewall/],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable", /in time/, /firewall/],
    ["EHOSTUNREACH", "unreachable", /no way/, /VPN/],
    ["ECONNRESET", "unreachable", /was cut/, /network/],
    ["UND_ERR_SOCKET", "unreachable", /was cut/, /network/],
    ["EPROTO", "unreachable", /does not speak TLS/, /scheme/],
    ["EWHATEVER", "unreachable", /could not be reached \(EWHATEVER\)/, /kubeconfig/],
    ["HPE_INVALID_CONSTANT", "malformed", /does not answer in HTTP/, /kubeconfig/],
    ["Z_DATA_ERROR", "malformed", /does not answer in HTTP/, /kubeconfig/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "untrusted", /not signed by/, /certificate-authority-data/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted", /not signed by/, /certificate-authority-data/],
    ["CERT_HAS_EXPIRED", "untrusted", /has expired/, /Renew/],
    ["CERT_NOT_YET_VALID", "untrusted", /not valid yet/, /clocks/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "untrusted", /for another name/, /tls-server-name/],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "credentials", /refused the client certificate/, /Renew/],
    ["ERR_OSSL_X509_KEY_VALUES_MISMATCH", "credentials", /do not belong together/, /its own client-key/],
    ["ERR_OSSL_PEM_NO_START_LINE", "credentials", /cannot be read/, /PEM/],
  ])("says what %s means and what to do", (code, kind, message, fix) => {
    const error = toNetworkError(coded(code), "https://api:6443");
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/\.$/);
    expect(error.fix).toMatch(fix);
    expect(error.status).toBeNull();
  });

  it("finds the code in what wraps it", () => {
    const wrapped = new TypeError("fetch failed", {
      cause: new AggregateError([coded("ENETUNREACH"), coded("ECONNREFUSED")]),
    });
    expect(toNetworkError(wrapped, "https://api").message).toMatch(/refused/);
  });

  it("names the proxy without its password", () => {
    const proxy = "http://eve:secret@proxy:3128";
    for (const error of [coded("ECONNREFUSED"), coded("UND_ERR_ABORTED", "Proxy response (407) !== 200")]) {
      const said = toNetworkError(error, "https://api", proxy);
      expect(said.message).toContain("proxy:3128");
      expect(said.message).not.toContain("secret");
      expect(said.fix).toContain("proxy-url");
    }
  });

  it("takes anything that is thrown", () => {
    for (const thrown of [null, undefined, "text", 7, {}])
      expect(toNetworkError(thrown, "https://api").kind).toBe("unreachable");
  });
});
