import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAuthority } from "./certificates.test-support.ts";

describe("createAuthority", () => {
  const authority = createAuthority("one");
  const ca = new X509Certificate(authority.cert);

  it("signs itself and may sign others", () => {
    expect(ca.ca).toBe(true);
    expect(ca.subject).toBe("CN=one");
    expect(ca.verify(ca.publicKey)).toBe(true);
  });

  it("issues a server's certificate for names and addresses", () => {
    const validity = { from: new Date("2020-01-01T00:00:00Z"), until: new Date("2051-02-03T04:05:06Z") };
    const { cert } = authority.issueServer({ names: ["kubernetes"], addresses: ["127.0.0.1", "::1"], validity });
    const server = new X509Certificate(cert);
    expect(server.subjectAltName).toBe("DNS:kubernetes, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    expect(server.checkHost("kubernetes")).toBe("kubernetes");
    expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(server.checkHost("elsewhere")).toBeUndefined();
    expect([server.validFromDate, server.validToDate]).toEqual([validity.from, validity.until]);
    expect(server.checkIssued(ca)).toBe(true);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.ca).toBe(false);
  });

  it("issues a client's certificate with user and groups, and its key", () => {
    const { cert, key } = authority.issueClient("eve", ["dev", "ops"]);
    const client = new X509Certificate(cert);
    expect(client.subject).toBe("O=dev\nO=ops\nCN=eve");
    expect(client.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(client.toString()).toBe(cert);
    expect(key).toContain("BEGIN PRIVATE KEY");
  });

  it("is not another of the same name", () => {
    const other = new X509Certificate(createAuthority("one").cert);
    const { cert } = authority.issueServer({ names: ["kubernetes"] });
    expect(new X509Certificate(cert).verify(other.publicKey)).toBe(false);
  });
});
