import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Authority, createAuthority } from "./certificates.test-support.ts";
import { ask, CredentialsFolder, toBase64, toScript } from "./tls-credentials.test-support.ts";
import { startTlsServer, type TlsServer, type TlsServerOptions } from "./tls-server.test-support.ts";

const LOOPBACK = { addresses: ["127.0.0.1"] };
const PROTOCOLS = ["http/1.1", "h2"] as const;
let protocol: (typeof PROTOCOLS)[number];
let folder: CredentialsFolder;
let authority: Authority;
beforeEach(() => {
  folder = new CredentialsFolder();
  authority = createAuthority();
});
afterEach(() => folder.close());

async function serve(options: Partial<TlsServerOptions> = {}): Promise<TlsServer> {
  return folder.keep(await startTlsServer({ identity: authority.issueServer(LOOPBACK), protocol, ...options }));
}

function trusting({ url }: TlsServer, cluster: object = {}) {
  return { server: url, "certificate-authority-data": toBase64(authority.cert), ...cluster };
}

describe.each(PROTOCOLS)("over %s", (spoken) => {
  beforeEach(() => {
    protocol = spoken;
  });

  describe("a private CA", () => {
    it("is taken from the kubeconfig", async () => {
      const server = await serve();
      expect(await ask(folder.openTo(trusting(server)))).toBe("ok");
    });

    it("is taken from a file beside the kubeconfig, also when it is replaced", async () => {
      const server = await serve();
      folder.write("ca.crt", authority.cert);
      const transport = folder.openTo({ server: server.url, "certificate-authority": "ca.crt" });
      expect(await ask(transport)).toBe("ok");
      const next = createAuthority();
      server.replace(next.issueServer(LOOPBACK));
      // The first to ask may be the one that finds the connection cut.
      expect(await ask(transport)).not.toBe("ok");
      expect(await ask(transport)).toMatchObject({ kind: "untrusted" });
      folder.write("ca.crt", next.cert);
      expect(await ask(transport)).toBe("ok");
    });

    it("may be one of several in a bundle", async () => {
      const server = await serve();
      const bundle = [createAuthority("other"), authority].map(({ cert }) => cert).join("");
      expect(await ask(folder.openTo({ server: server.url, "certificate-authority-data": toBase64(bundle) }))).toBe(
        "ok",
      );
    });

    it.each([
      ["of another name", () => createAuthority("other").cert],
      ["of the same name", () => createAuthority().cert],
    ])("that does not match, %s, is named with what to do", async (_name, make) => {
      const server = await serve();
      const transport = folder.openTo({ server: server.url, "certificate-authority-data": toBase64(make()) });
      expect(await ask(transport)).toEqual({
        kind: "untrusted",
        message: `The certificate of ${server.url} is not signed by an authority that the kubeconfig trusts.`,
        fix: "Put the cluster's CA into certificate-authority-data of the kubeconfig.",
      });
      expect(server.seen).toHaveLength(0);
    });

    it("that lacks in the kubeconfig is named just so", async () => {
      const server = await serve();
      expect(await ask(folder.openTo({ server: server.url }))).toMatchObject({
        kind: "untrusted",
        fix: "Put the cluster's CA into certificate-authority-data of the kubeconfig.",
      });
      expect(server.seen).toHaveLength(0);
    });

    it.each([
      ["has expired", { from: new Date("2020-01-01"), until: new Date("2021-01-01") }, "has expired."],
      ["is of the future", { from: new Date("2090-01-01"), until: new Date("2091-01-01") }, "is not valid yet."],
    ])("has signed a certificate that %s", async (_name, validity, what) => {
      const server = await serve({ identity: authority.issueServer({ ...LOOPBACK, validity }) });
      expect(await ask(folder.openTo(trusting(server)))).toEqual({
        kind: "untrusted",
        message: `The certificate of ${server.url} ${what}`,
        fix: "Renew the API server's certificate; check the clocks.",
      });
    });

    it("that is base64 but no certificate is named", async () => {
      const server = await serve();
      const cluster = { server: server.url, "certificate-authority-data": toBase64("hello") };
      expect(await ask(folder.openTo(cluster))).toEqual({
        kind: "credentials",
        message: 'certificate-authority-data of the cluster "prod" holds no certificate.',
        fix: expect.stringMatching(/^Put the base64 of a PEM file there in .*kubeconfig\.$/),
      });
    });
  });

  describe("tls-server-name", () => {
    it("is what the server is asked for and what its certificate must name", async () => {
      const server = await serve({ identity: authority.issueServer({ names: ["kubernetes.example"] }) });
      const name = { "tls-server-name": "kubernetes.example" };
      expect(await ask(folder.openTo(trusting(server, name)))).toBe("ok");
      expect(server.seen.map(({ serverName }) => serverName)).toEqual(["kubernetes.example"]);
    });

    it.each([
      ["lacks", {}],
      ["is another", { "tls-server-name": "elsewhere.example" }],
    ])("that %s, is asked for", async (_name, cluster) => {
      const server = await serve({ identity: authority.issueServer({ names: ["kubernetes.example"] }) });
      expect(await ask(folder.openTo(trusting(server, cluster)))).toEqual({
        kind: "untrusted",
        message: `The certificate of ${server.url} is for another name.`,
        fix: "Use a server address that the certificate names, or set tls-server-name in the kubeconfig.",
      });
      expect(server.seen).toHaveLength(0);
    });
  });

  describe("insecure-skip-tls-verify", () => {
    it("takes any certificate, and only where it is set", async () => {
      const server = await serve({ identity: createAuthority("other").issueServer({ names: ["elsewhere"] }) });
      expect(await ask(folder.openTo({ server: server.url, "insecure-skip-tls-verify": true }))).toBe("ok");
      expect(await ask(folder.openTo({ server: server.url, "insecure-skip-tls-verify": false }))).not.toBe("ok");
    });
  });

  describe("a client certificate", () => {
    const withCertificate = () => ({
      clientAuthority: authority.cert,
      accepts: ({ certificateUser }: { certificateUser: string | null }) => certificateUser !== null,
    });

    it("is taken from the kubeconfig", async () => {
      const server = await serve(withCertificate());
      const { cert, key } = authority.issueClient("eve", ["dev"]);
      const user = { "client-certificate-data": toBase64(cert), "client-key-data": toBase64(key) };
      expect(await ask(folder.openTo(trusting(server), user))).toBe("ok");
      expect(server.seen.map(({ certificateUser }) => certificateUser)).toEqual(["eve"]);
    });

    it("is taken from files, and anew when they are replaced; what watches goes on meanwhile", async () => {
      const server = await serve(withCertificate());
      const put = (user: string) => {
        const { cert, key } = authority.issueClient(user);
        folder.write("client.crt", cert);
        folder.write("client.key", key);
      };
      put("eve");
      const transport = folder.openTo(trusting(server), {
        "client-certificate": "client.crt",
        "client-key": "client.key",
      });
      const watch = await transport.stream({ method: "GET", path: "/watch" }, 90_000);
      let ended = false;
      const watching = (async () => {
        for await (const _chunk of watch);
      })().catch(() => {
        ended = true;
      });
      await ask(transport);
      await ask(transport);
      put("adam");
      expect(await ask(transport)).toBe("ok");
      expect(server.seen.map(({ certificateUser }) => certificateUser)).toEqual(["eve", "eve", "eve", "adam"]);
      expect(ended).toBe(false);
      await transport.close();
      await watching;
    });

    it("of which only one half is replaced by now stays the old one until the other half is", async () => {
      const server = await serve(withCertificate());
      const [eve, adam] = [authority.issueClient("eve"), authority.issueClient("adam")];
      folder.write("client.crt", eve.cert);
      folder.write("client.key", eve.key);
      const user = { "client-certificate": "client.crt", "client-key": "client.key" };
      const transport = folder.openTo(trusting(server), user);
      expect(await ask(transport)).toBe("ok");
      folder.write("client.crt", adam.cert);
      expect(await ask(transport)).toBe("ok");
      folder.write("client.key", adam.key);
      expect(await ask(transport)).toBe("ok");
      expect(server.seen.map(({ certificateUser }) => certificateUser)).toEqual(["eve", "eve", "adam"]);
    });

    it("whose key is another's is named", async () => {
      const server = await serve(withCertificate());
      const [eve, adam] = [authority.issueClient("eve"), authority.issueClient("adam")];
      const user = { "client-certificate-data": toBase64(eve.cert), "client-key-data": toBase64(adam.key) };
      expect(await ask(folder.openTo(trusting(server), user))).toEqual({
        kind: "credentials",
        message: "The client certificate and the client key do not belong together.",
        fix: "Put a client-certificate and its own client-key into the kubeconfig.",
      });
    });

    it("of an authority that the server does not know is refused with what to do", async () => {
      const server = await serve(withCertificate());
      const { cert, key } = createAuthority("other").issueClient("eve");
      const user = { "client-certificate-data": toBase64(cert), "client-key-data": toBase64(key) };
      expect(await ask(folder.openTo(trusting(server), user))).toEqual({
        kind: "unauthorized",
        message: "The API server does not accept the credentials (401): Unauthorized.",
        fix: "Log in to the cluster again, or renew the token or certificate in the kubeconfig.",
      });
    });

    it.each([
      [
        "client-certificate-data",
        "client-key-data",
        'client-certificate-data of the user "prod" holds no certificate.',
      ],
      ["client-key-data", "client-certificate-data", 'client-key-data of the user "prod" holds no private key.'],
    ])("%s that is base64 but no PEM is named", async (bad, good, message) => {
      const server = await serve();
      const { cert, key } = authority.issueClient("eve");
      const user = { [bad]: toBase64("hello"), [good]: toBase64(good.includes("key") ? key : cert) };
      expect(await ask(folder.openTo(trusting(server), user))).toMatchObject({ kind: "credentials", message });
    });

    it.each([
      ["client.crt", "certificate"],
      ["client.key", "private key"],
      ["ca.crt", "certificate"],
    ])("or CA in a file that is no PEM is named with the file (%s)", async (bad, content) => {
      const server = await serve();
      const { cert, key } = authority.issueClient("eve");
      const files = { "client.crt": cert, "client.key": key, "ca.crt": authority.cert, [bad]: "hello" };
      for (const [name, text] of Object.entries(files)) folder.write(name, text);
      const user = { "client-certificate": "client.crt", "client-key": "client.key" };
      expect(await ask(folder.openTo({ server: server.url, "certificate-authority": "ca.crt" }, user))).toEqual({
        kind: "credentials",
        message: `The file ${folder.write(bad, "hello")}, which the credentials for "prod" need, holds no ${content}.`,
        fix: "Put a PEM file there, or correct its path in the kubeconfig.",
      });
    });
  });

  describe("a token file", () => {
    const accepting = (token: () => string) => ({
      accepts: ({ authorization }: { authorization: string | null }) => authorization === `Bearer ${token()}`,
    });

    it("that was replaced is read again after 50 s, before the old token is refused", async () => {
      const server = await serve();
      folder.write("token", "first\n");
      const transport = folder.openTo(trusting(server), { tokenFile: "token" });
      await ask(transport);
      folder.write("token", "second\n");
      await ask(transport);
      folder.clock.advance(50_000);
      await ask(transport);
      expect(server.seen.map(({ authorization }) => authorization)).toEqual([
        "Bearer first",
        "Bearer first",
        "Bearer second",
      ]);
    });

    it("is read again at once when the token is refused", async () => {
      let good = "first";
      const server = await serve(accepting(() => good));
      folder.write("token", "first\n");
      const transport = folder.openTo(trusting(server), { tokenFile: "token" });
      expect(await ask(transport)).toBe("ok");
      good = "second";
      folder.write("token", "second\n");
      expect(await ask(transport)).toBe("ok");
      expect(server.seen).toHaveLength(3);
    });
  });

  describe("an exec plugin", () => {
    /** A plugin that answers with the content of a file, in which the test puts what it wants. */
    const plugin = (status: object) => {
      const answer = { apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status };
      const file = folder.write("answer", JSON.stringify(answer));
      return { exec: toScript(`process.stdout.write(require("node:fs").readFileSync(${JSON.stringify(file)}))`) };
    };
    const inAnHour = () => new Date(folder.clock.now() + 3_600_000).toISOString();

    it("is run again when its token has expired, and not before", async () => {
      const server = await serve();
      const transport = folder.openTo(trusting(server), plugin({ token: "first", expirationTimestamp: inAnHour() }));
      await ask(transport);
      plugin({ token: "second", expirationTimestamp: inAnHour() });
      folder.clock.advance(3_599_000);
      await ask(transport);
      folder.clock.advance(2_000);
      await ask(transport);
      expect(server.seen.map(({ authorization }) => authorization)).toEqual([
        "Bearer first",
        "Bearer first",
        "Bearer second",
      ]);
    });

    it("is run again when its token is refused, though it has not expired", async () => {
      let good = "first";
      const accepts = ({ authorization }: { authorization: string | null }) => authorization === `Bearer ${good}`;
      const server = await serve({ accepts });
      const transport = folder.openTo(trusting(server), plugin({ token: "first", expirationTimestamp: inAnHour() }));
      expect(await ask(transport)).toBe("ok");
      good = "second";
      plugin({ token: "second" });
      expect(await ask(transport)).toBe("ok");
      expect(server.seen).toHaveLength(3);
    });

    it("may give a client certificate, and another when that has expired", async () => {
      const server = await serve({ clientAuthority: authority.cert });
      const status = (name: string) => {
        const { cert, key } = authority.issueClient(name);
        return { clientCertificateData: cert, clientKeyData: key, expirationTimestamp: inAnHour() };
      };
      const transport = folder.openTo(trusting(server), plugin(status("eve")));
      await ask(transport);
      await ask(transport);
      plugin(status("adam"));
      folder.clock.advance(3_601_000);
      await ask(transport);
      expect(server.seen.map(({ certificateUser }) => certificateUser)).toEqual(["eve", "eve", "adam"]);
    });
  });
});
