import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Authority, createAuthority } from "./certificates.test-support.ts";
import { ask, CredentialsFolder, toBase64, toScript } from "./tls-credentials.test-support.ts";
import { startTlsServer, type TlsServer } from "./tls-server.test-support.ts";
import type { Transport } from "./transport.ts";

const NAMES = ["a", "b", "c"] as const;
type Name = (typeof NAMES)[number];

let folder: CredentialsFolder;
let authority: Authority;
/** The tokens that each cluster accepts. */
const good = new Map<Name, string>();
let servers: ReadonlyMap<Name, TlsServer>;
beforeEach(async () => {
  folder = new CredentialsFolder();
  authority = createAuthority();
  const identity = authority.issueServer({ addresses: ["127.0.0.1"] });
  servers = new Map(
    await Promise.all(
      NAMES.map(async (name): Promise<[Name, TlsServer]> => {
        const accepts = ({ authorization }: { authorization: string | null }) =>
          authorization === `Bearer ${good.get(name)}`;
        return [
          name,
          folder.keep(await startTlsServer({ identity, clientAuthority: authority.cert, accepts, protocol: "h2" })),
        ];
      }),
    ),
  );
});
afterEach(() => folder.close());

function give(name: Name, token: string): void {
  good.set(name, token);
  folder.write(`token-${name}`, `${token}\n`);
}

/** Opens the way to each context of one kubeconfig file. */
function openAll(toUser: (name: Name) => object): ReadonlyMap<Name, Transport> {
  const data = { "certificate-authority-data": toBase64(authority.cert) };
  const file = folder.writeKubeconfig({
    clusters: Object.fromEntries(NAMES.map((name) => [name, { server: servers.get(name)?.url, ...data }])),
    users: Object.fromEntries(NAMES.map((name) => [name, toUser(name)])),
  });
  return new Map(NAMES.map((name) => [name, folder.open(file, name)]));
}

async function askAll(transports: ReadonlyMap<Name, Transport>) {
  const answers = [...transports].map(async ([name, transport]) => [name, await ask(transport)]);
  return Object.fromEntries(await Promise.all(answers));
}

/** Each cluster has seen tokens of its own only: they begin with its name. */
function expectApart(): void {
  for (const [name, { seen }] of servers) {
    expect(seen.length).toBeGreaterThan(0);
    for (const { authorization } of seen) expect(authorization).toMatch(new RegExp(`^Bearer ${name}-`));
  }
}

const ALL_OK = { a: "ok", b: "ok", c: "ok" };

describe("several contexts of one file: a token never reaches the other cluster", () => {
  it("by token files, also after rotation, refusal and recovery", async () => {
    for (const name of NAMES) give(name, `${name}-1`);
    const transports = openAll((name) => ({ tokenFile: `token-${name}` }));
    expect(await askAll(transports)).toEqual(ALL_OK);
    give("b", "b-2");
    expect(await askAll(transports)).toEqual(ALL_OK);
    for (const name of NAMES) give(name, `${name}-3`);
    folder.clock.advance(50_000);
    expect(await askAll(transports)).toEqual(ALL_OK);
    good.set("a", "a-4");
    expect(await askAll(transports)).toMatchObject({ a: { kind: "unauthorized" }, b: "ok", c: "ok" });
    give("a", "a-4");
    expect(await askAll(transports)).toEqual(ALL_OK);
    expectApart();
  });

  it("by exec plugins of one command, also when they are run again", async () => {
    const read = (file: string) =>
      `const token = require("node:fs").readFileSync(process.env.TOKEN_FILE, "utf8").trim();
       const apiVersion = ${JSON.stringify(file)};
       console.log(JSON.stringify({ apiVersion, kind: "ExecCredential", status: { token } }));`;
    for (const name of NAMES) give(name, `${name}-1`);
    const plugin = toScript(read("client.authentication.k8s.io/v1"));
    const transports = openAll((name) => {
      const env = [{ name: "TOKEN_FILE", value: folder.write(`token-${name}`, `${name}-1\n`) }];
      return { exec: { ...plugin, env } };
    });
    expect(await askAll(transports)).toEqual(ALL_OK);
    for (const name of NAMES) give(name, `${name}-2`);
    expect(await askAll(transports)).toEqual(ALL_OK);
    expectApart();
  });

  it("of three sorts side by side", async () => {
    for (const name of NAMES) give(name, `${name}-1`);
    const { cert, key } = authority.issueClient("c");
    const users: Record<Name, object> = {
      a: { tokenFile: "token-a" },
      b: { token: "b-1" },
      c: { token: "c-1", "client-certificate-data": toBase64(cert), "client-key-data": toBase64(key) },
    };
    expect(await askAll(openAll((name) => users[name]))).toEqual(ALL_OK);
    expectApart();
    const users2 = NAMES.map((name) => servers.get(name)?.seen.map(({ certificateUser }) => certificateUser));
    expect(users2).toEqual([[null], [null], ["c"]]);
  });

  it("when the contexts change places in the file: each goes on with its own", async () => {
    for (const name of NAMES) give(name, `${name}-1`);
    const transports = openAll((name) => ({ tokenFile: `token-${name}` }));
    await askAll(transports);
    await servers.get("a")?.close();
    folder.clock.advance(60_000);
    expect(await askAll(transports)).toMatchObject({ a: { kind: "unreachable" }, b: "ok", c: "ok" });
    const data = { "certificate-authority-data": toBase64(authority.cert) };
    // The cluster "a" has moved to where "c" is, and its user is still its own.
    folder.writeKubeconfig({
      clusters: Object.fromEntries(
        NAMES.map((name) => [name, { server: servers.get(name === "a" ? "c" : name)?.url, ...data }]),
      ),
      users: Object.fromEntries(NAMES.map((name) => [name, { tokenFile: `token-${name}` }])),
    });
    folder.clock.advance(60_000);
    await askAll(transports);
    await askAll(transports);
    expect(servers.get("b")?.seen.every(({ authorization }) => authorization === "Bearer b-1")).toBe(true);
    expect(new Set(servers.get("c")?.seen.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer c-1", "Bearer a-1"]),
    );
  });

  it("by a redirect from one to the other: it is not followed", async () => {
    for (const name of NAMES) give(name, `${name}-1`);
    const transports = openAll((name) => ({ tokenFile: `token-${name}` }));
    servers.get("a")?.redirectTo(`${servers.get("b")?.url}/version`);
    expect(await askAll(transports)).toMatchObject({ a: { kind: "malformed" }, b: "ok" });
    expectApart();
  });
});
