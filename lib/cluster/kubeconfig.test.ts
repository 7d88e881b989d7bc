import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { ApiError } from "./api-error.ts";
import { readAccess } from "./credentials.ts";
import { type KubeconfigOptions, loadKubeContexts, toContextSources } from "./kubeconfig.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "headwater-kubeconfig-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = {
  apiVersion: "v1",
  kind: "Config",
  "current-context": "one",
  contexts: [
    { name: "one", context: { cluster: "c1", user: "u1" } },
    { name: "two", context: { cluster: "c2", user: "u2" } },
  ],
  clusters: [
    { name: "c1", cluster: { server: "https://one:6443" } },
    { name: "c2", cluster: { server: "https://two:6443/prefix/" } },
  ],
  users: [
    { name: "u1", user: { token: "t1" } },
    { name: "u2", user: { token: "t2" } },
  ],
};

const KEY = Buffer.from("-----BEGIN PRIVATE KEY-----").toString("base64");

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function load(options: Partial<KubeconfigOptions>) {
  return loadKubeContexts({ env: {}, home: null, ...options });
}

function refusal(options: Partial<KubeconfigOptions>): ApiError {
  try {
    load(options);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

const servers = (options: Partial<KubeconfigOptions>) => load(options).map(({ cluster }) => cluster.server);

describe("where the kubeconfig is found", () => {
  it("goes by the explicit path, then KUBECONFIG, then the home folder, then the pod", async () => {
    const at = (server: string) => ({ ...GOOD, clusters: [{ name: "c1", cluster: { server } }] });
    const explicit = write("explicit", at("https://explicit"));
    const named = write("named", at("https://named"));
    write(".kube/config", at("https://home"));
    write("token", "abc");
    const pod = { KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" };
    const serviceAccountFolder = folder;
    const env = { ...pod, KUBECONFIG: named };
    expect(servers({ kubeconfigPath: explicit, env, home: folder, serviceAccountFolder })).toEqual([
      "https://explicit",
    ]);
    expect(servers({ env, home: folder, serviceAccountFolder })).toEqual(["https://named"]);
    expect(servers({ env: pod, home: folder, serviceAccountFolder })).toEqual(["https://home"]);
    expect(servers({ env: pod, home: null, serviceAccountFolder })).toEqual(["https://10.0.0.1:443"]);
    const inCluster = load({ env: pod, serviceAccountFolder })[0];
    expect(inCluster?.id).toBe("in-cluster");
    const clock = new FakeClock();
    expect((await inCluster?.credential?.read(clock))?.token).toBe("abc");
    write("token", "def");
    clock.advance(50_000);
    expect((await inCluster?.credential?.read(clock))?.token).toBe("def");
    const six = { ...pod, KUBERNETES_SERVICE_HOST: "fd00::1" };
    expect(servers({ env: six, serviceAccountFolder })).toEqual(["https://[fd00::1]:443"]);
  });

  it("joins several files, of two entries with one name the first, and passes over one that does not exist", () => {
    const first = write("first", { ...GOOD, users: [{ name: "u1", user: { token: "first" } }] });
    const second = write("second", {
      ...GOOD,
      users: [...GOOD.users.slice(1), { name: "u1", user: { token: "second" } }],
    });
    const env = { KUBECONFIG: [path.join(folder, "absent"), first, second].join(path.delimiter) };
    const contexts = load({ env, contexts: ["one", "two"] });
    expect(contexts.map(({ user }) => user.token)).toEqual(["first", "t2"]);
  });

  it("says so when there is none", () => {
    expect(refusal({ home: folder })).toMatchObject({
      kind: "credentials",
      message: expect.stringContaining("No kubeconfig was found"),
      fix: expect.stringContaining("KUBECONFIG"),
    });
  });
});

describe("what is taken from it", () => {
  it("gives each context a configuration of its own", () => {
    const kubeconfigPath = write("config", GOOD);
    const [one, two] = load({ kubeconfigPath, contexts: ["one", "two"] });
    expect([one?.id, two?.id]).toEqual(["one", "two"]);
    expect([one?.user.token, two?.user.token]).toEqual(["t1", "t2"]);
    expect([one?.cluster.server, two?.cluster.server]).toEqual(["https://one:6443", "https://two:6443/prefix/"]);
  });

  it("takes the current context, or the only one", () => {
    expect(load({ kubeconfigPath: write("a", GOOD) })[0]?.id).toBe("one");
    const only = { ...GOOD, "current-context": "", contexts: GOOD.contexts.slice(1) };
    expect(load({ kubeconfigPath: write("b", only) })[0]?.id).toBe("two");
  });

  it("starts relative paths from the folder of the file, and lets data go before files", async () => {
    const kubeconfigPath = write("sub/config", {
      ...GOOD,
      clusters: [{ name: "c1", cluster: { server: "https://one", "certificate-authority": "ca.crt" } }],
      users: [{ name: "u1", user: { tokenFile: "token", token: "old", "client-key": "key", "client-key-data": KEY } }],
    });
    write("sub/token", "from the file\n");
    const context = load({ kubeconfigPath })[0];
    expect(context?.cluster["certificate-authority"]).toBe(path.join(folder, "sub/ca.crt"));
    expect(await context?.credential?.read(new FakeClock())).toEqual({ token: "from the file", certificate: null });
    expect(context?.user.token).toBeUndefined();
    const access = context && (await readAccess({ ...context, cluster: { server: "https://one" } }, new FakeClock()));
    expect(access?.target.tls.key).toBe("-----BEGIN PRIVATE KEY-----");
  });

  it("finds the proxy of the environment where the file names none", () => {
    const env = { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "two" };
    const kubeconfigPath = write("config", GOOD);
    const proxies = (named: Partial<KubeconfigOptions>) => load(named).map(({ proxyUrl }) => proxyUrl);
    expect(proxies({ kubeconfigPath, env, contexts: ["one", "two"] })).toEqual(["http://proxy:3128", null]);
    const own = { server: "https://two", "proxy-url": "socks5://own" };
    const second = write("second", { ...GOOD, clusters: [{ name: "c1", cluster: own }] });
    expect(proxies({ kubeconfigPath: second, env })).toEqual(["socks5://own"]);
    write("token", "abc");
    const pod = { ...env, KUBERNETES_SERVICE_HOST: "10.0.0.1", NO_PROXY: "" };
    expect(proxies({ env: pod, serviceAccountFolder: folder })).toEqual(["http://proxy:3128"]);
    expect(proxies({ env: { ...pod, NO_PROXY: "10.0.0.0/8" }, serviceAccountFolder: folder })).toEqual([null]);
  });

  it("tells two readings apart by anything that matters", () => {
    const user = (value: object) => ({ ...GOOD, users: [{ name: "u1", user: value }] });
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "login" };
    const contents = [
      GOOD,
      user({ tokenFile: "a" }),
      user({ tokenFile: "b" }),
      user({ exec }),
      user({ exec: { ...exec, args: ["again"] } }),
      user({ token: "t1", as: "eve", "as-groups": ["a"] }),
      user({ token: "t1", as: "eve", "as-groups": ["b"] }),
    ];
    const read = (content: unknown) => load({ kubeconfigPath: write("config", content) })[0]?.fingerprint;
    expect(new Set(contents.map(read)).size).toBe(contents.length);
    expect(read(GOOD)).toBe(read(GOOD));
  });
});

describe("what is wrong with it", () => {
  const user = (value: unknown) => ({ ...GOOD, users: [{ name: "u1", user: value }] });
  const cluster = (value: unknown) => ({ ...GOOD, clusters: [{ name: "c1", cluster: value }] });
  const context = (value: unknown) => ({ ...GOOD, contexts: [{ name: "one", context: value }] });

  it.each<[string, unknown, RegExp, RegExp]>([
    ["not YAML", "a: b\nc: [1\nd: }", /is not YAML \(line [23]\)/, /line [23]/],
    ["a tab", "apiVersion: v1\n\tkind: Config", /is not YAML \(line 2\)/, /line 2/],
    ["no kubeconfig but a text", "hello", /is not a kubeconfig/, /kubectl/],
    ["empty", "", /has no current context/, /Add a context/],
    ["an unknown apiVersion", { ...GOOD, apiVersion: "v2" }, /apiVersion v2/, /apiVersion: v1/],
    ["another kind", { ...GOOD, kind: "Pod" }, /kind Pod/, /kind: Config/],
    ["no current context", { ...GOOD, "current-context": "" }, /no current context/, /"one", "two"/],
    ["a current context that lacks", { ...GOOD, "current-context": "x" }, /no context "x"/, /"one", "two"/],
    ["a context without cluster", context({ user: "u1" }), /"one" names no cluster/, /cluster:/],
    ["a context without user", context({ cluster: "c1" }), /"one" names no user/, /user:/],
    ["a cluster that lacks", context({ cluster: "c9", user: "u1" }), /cluster "c9", which is not/, /c9/],
    ["a user that lacks", context({ cluster: "c1", user: "u9" }), /user "u9", which is not/, /u9/],
    ["a cluster without server", cluster({}), /"c1" has no server/, /server:/],
    ["a server that is no URL", cluster({ server: "one:6443" }), /is not a URL/, /https:\/\/host:port/],
    [
      "a CA that is not base64",
      cluster({ server: "https://a", "certificate-authority-data": "!!" }),
      /not base64/,
      /PEM/,
    ],
    ["a key that is not base64", user({ "client-key-data": "abc" }), /client-key-data of the user "u1"/, /PEM/],
    [
      "a CA that is no certificate",
      cluster({ server: "https://a", "certificate-authority-data": KEY }),
      /^certificate-authority-data of the cluster "c1" holds no certificate\.$/,
      /PEM/,
    ],
    [
      "a key that is none",
      user({ "client-key-data": "YWJj" }),
      /^client-key-data of the user "u1" holds no private key\.$/,
      /PEM/,
    ],
    ["a proxy that is no URL", cluster({ server: "https://a", "proxy-url": "proxy" }), /proxy-url/, /http:\/\//],
    ["an unknown auth provider", user({ "auth-provider": { name: "magic" } }), /"magic"/, /exec plugin/],
    ["a plugin without command", user({ exec: { args: [] } }), /names no command/, /command:/],
    ["a plugin of an unknown version", user({ exec: { command: "x", apiVersion: "v9" } }), /"v9"/, /v1beta1/],
    [
      "a plugin that needs a terminal",
      user({ exec: { command: "x", apiVersion: "client.authentication.k8s.io/v1", interactiveMode: "Always" } }),
      /has to ask somebody \(interactiveMode: Always\), and there is no terminal here\./,
      /IfAvailable/,
    ],
  ])("%s", (_name, content, message, fix) => {
    const error = refusal({ kubeconfigPath: write("config", content) });
    expect(error.kind).toBe("credentials");
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/\.$|:/);
    expect(error.fix).toMatch(fix);
  });

  it("a context that was asked for and is not there", () => {
    const error = refusal({ kubeconfigPath: write("config", GOOD), contexts: ["prod"] });
    expect(error.message).toMatch(/no context "prod"/);
    expect(error.fix).toBe('Choose one of "one", "two".');
  });

  it("a file that does not exist, and one that is a folder", () => {
    expect(refusal({ kubeconfigPath: path.join(folder, "absent") }).message).toMatch(/does not exist/);
    expect(refusal({ kubeconfigPath: folder }).message).toMatch(/it is a folder/);
  });
});

describe("toContextSources", () => {
  it("keeps one wrong context from hiding the others", () => {
    const kubeconfigPath = write("config", { ...GOOD, users: GOOD.users.slice(1) });
    const [one, two] = toContextSources({ kubeconfigPath, env: {}, home: null, contexts: ["one", "two"] });
    expect(() => one?.load()).toThrow(ApiError);
    expect(two?.load().id).toBe("two");
  });

  it("finds out the name when the file is mended, and stays with that context", () => {
    const options = { kubeconfigPath: path.join(folder, "late"), env: {}, home: null };
    const [source] = toContextSources(options);
    expect(source?.id()).toBe("default");
    expect(() => source?.load()).toThrow(/does not exist/);
    write("late", GOOD);
    source?.load();
    expect(source?.id()).toBe("one");
    write("late", { ...GOOD, "current-context": "two" });
    expect(source?.load().id).toBe("one");
  });
});
