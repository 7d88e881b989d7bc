import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { ApiError } from "./api-error.ts";
import { createAuthority } from "./certificates.test-support.ts";
import { createTransport } from "./create-transport.ts";
import type { ConnectionTarget, HttpConnection, HttpRequest, HttpResponse } from "./http-connection.ts";
import { toTestContext } from "./kube-context.test-support.ts";
import type { KubeContext } from "./kube-context.ts";
import { pass, settle, toSimulatedContext } from "./simulated-reader.test-support.ts";
import {
  toHungAnswer,
  toJsonAnswer,
  toRefusal,
  toStatusAnswer,
  toTextAnswer,
} from "./simulated-server.test-support.ts";
import type { Transport } from "./transport.ts";

const GET = { method: "GET", path: "/version" } as const;
const { cert: CA } = createAuthority();
const { cert: CERT, key: KEY } = createAuthority().issueClient("eve");
const V1 = { apiVersion: "client.authentication.k8s.io/v1" };

interface Wire {
  readonly transport: Transport;
  readonly clock: FakeClock;
  readonly sent: HttpRequest[];
  readonly targets: ConnectionTarget[];
  readonly ended: string[];
}

function wire(
  answer: (request: HttpRequest) => HttpResponse | Error,
  load: () => KubeContext = () => toSimulatedContext(),
): Wire {
  const clock = new FakeClock();
  const sent: HttpRequest[] = [];
  const targets: ConnectionTarget[] = [];
  const ended: string[] = [];
  const connect = (target: ConnectionTarget): HttpConnection => {
    targets.push(target);
    return {
      async send(request) {
        sent.push(request);
        const given = answer(request);
        if (given instanceof Error) throw given;
        return { ...given, body: abortable(given.body, request.signal) };
      },
      close: async () => void ended.push(`close ${target.origin}`),
      destroy: async () => void ended.push(`destroy ${target.origin}`),
    };
  };
  return { transport: createTransport({ load, connect, clock }), clock, sent, targets, ended };
}

async function* abortable(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  aborted.catch(() => undefined);
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), aborted]);
    if (next.done) return;
    yield next.value;
  }
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof ApiError) return thrown;
  throw new Error(`not an ApiError: ${thrown}`);
}

describe("answers", () => {
  it("gives the JSON, also when it was compressed", async () => {
    const body = { kind: "List", text: "größe" };
    const { transport, sent } = wire(() => ({
      status: 200,
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
      body: (async function* () {
        const bytes = gzipSync(JSON.stringify(body));
        yield bytes.subarray(0, 10);
        yield bytes.subarray(10);
      })(),
    }));
    expect(await transport.send(GET)).toEqual(body);
    expect(sent[0]?.headers).toMatchObject({ "accept-encoding": "gzip", authorization: "Bearer secret" });
  });

  it.each<[string, HttpResponse, string, RegExp]>([
    [
      "401",
      toStatusAnswer(401, "Unauthorized"),
      "unauthorized",
      /does not accept the credentials \(401\): Unauthorized\./,
    ],
    ["403", toStatusAnswer(403, "pods is forbidden"), "forbidden", /pods is forbidden/],
    ["404", toTextAnswer(404, "404 page not found\n"), "not-found", /404 page not found/],
    ["409", toStatusAnswer(409, "modified"), "conflict", /changed in the meantime/],
    ["410", toStatusAnswer(410, "too old"), "gone", /too old/],
    ["422", toStatusAnswer(422, "spec.path: Required"), "invalid", /spec.path: Required/],
    ["429", toStatusAnswer(429, "slow", { "retry-after": "7" }), "throttled", /slow/],
    ["500", toStatusAnswer(500, "etcd"), "server", /etcd/],
    ["a proxy's page at 502", toTextAnswer(502, "<html>", { "content-type": "text/html" }), "server", /\(502\)\.$/],
    ["a page at 200", toTextAnswer(200, "<html>", { "content-type": "text/html" }), "malformed", /does not answer as/],
    ["a page at 404", toTextAnswer(404, "<html>", { "content-type": "text/html" }), "malformed", /does not answer as/],
    ["a redirect to a login", toTextAnswer(302, "", { location: "/login" }), "malformed", /does not answer as/],
    ["half a JSON", toTextAnswer(200, '{"items":['), "malformed", /does not answer as/],
    ["null", toTextAnswer(200, "null"), "malformed", /does not answer as/],
  ])("tells apart %s", async (_name, answer, kind, message) => {
    const error = await failureOf(wire(() => answer).transport.send(GET));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.status).toBe(answer.status);
    if (kind === "throttled") expect(error.retryAfterSeconds).toBe(7);
  });

  it("fails after 30 s of silence by the clock, before and in the answer", async () => {
    const { transport, clock } = wire(() => toHungAnswer());
    const failed = failureOf(transport.send(GET));
    await pass(clock, 30_000);
    expect(await failed).toMatchObject({ kind: "unreachable", message: "http://server:1 said nothing for 30 s." });
    expect(clock.pending).toBe(0);
  });

  it("comes through with a caller's own abort as it is, and leaves no timer", async () => {
    const { transport, clock } = wire(() => toHungAnswer());
    const caller = new AbortController();
    const failed = transport.send({ ...GET, signal: caller.signal }).catch((error: unknown) => error);
    await settle();
    caller.abort(new Error("gone away"));
    expect(await failed).toMatchObject({ message: "gone away" });
    expect(clock.pending).toBe(0);
  });
});

describe("credentials", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string) => {
    const folder = mkdtempSync(path.join(tmpdir(), "headwater-credentials-"));
    folders.push(folder);
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const ok = () => toJsonAnswer(200, {});
  const script = (code: string, more: object = {}) => ({
    exec: { ...V1, command: process.execPath, args: ["-e", code], ...more },
  });

  it("sends a token file's content without its line break", async () => {
    const tokenFile = write("token", "abc\n");
    const user = { tokenFile };
    const { transport, sent } = wire(ok, () => toSimulatedContext(user));
    await transport.send(GET);
    expect(sent[0]?.headers["authorization"]).toBe("Bearer abc");
  });

  it("after a 401 reads the token file again and sends once more", async () => {
    const tokenFile = write("token", "old\n");
    const user = { tokenFile };
    const accepts = ({ headers }: HttpRequest) =>
      headers["authorization"] === "Bearer new" ? ok() : toStatusAnswer(401, "Unauthorized");
    const { transport, sent } = wire(accepts, () => toSimulatedContext(user));
    expect((await failureOf(transport.send(GET))).kind).toBe("unauthorized");
    expect(sent).toHaveLength(1);
    writeFileSync(tokenFile, "new\n");
    await transport.send(GET);
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer old", "Bearer new"]);
    writeFileSync(tokenFile, "newer\n");
    await transport.send(GET);
    expect(sent).toHaveLength(3);
  });

  it("never gives the token of one context to the other", async () => {
    const [a, b] = ["a", "b"].map((name) => {
      const user = { tokenFile: write(name, `token-${name}`) };
      return wire(ok, () => toSimulatedContext(user, `http://${name}:1`));
    });
    await a?.transport.send(GET);
    await b?.transport.send(GET);
    expect(a?.sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer token-a"]);
    expect(b?.sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer token-b"]);
  });

  it("asks an exec plugin once for all who ask at a time, and again after a 401", async () => {
    const counter = write("count", "");
    const code = `const fs = require("node:fs"); fs.appendFileSync(${JSON.stringify(counter)}, "x");
      const token = "t" + fs.readFileSync(${JSON.stringify(counter)}, "utf8").length;
      console.log(JSON.stringify({ kind: "ExecCredential", status: { token } }));`;
    const { transport, sent } = wire(
      ({ headers }) => (headers["authorization"] === "Bearer t2" ? ok() : toStatusAnswer(401, "expired")),
      () => toSimulatedContext(script(code)),
    );
    await Promise.all([transport.send(GET), transport.send(GET), transport.send(GET)]);
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual([
      ...Array(3).fill("Bearer t1"),
      ...Array(3).fill("Bearer t2"),
    ]);
  });

  it.each<[string, Record<string, unknown>, RegExp, RegExp]>([
    [
      "a plugin that is missing",
      { exec: { ...V1, command: "no-such-login", installHint: "\nGet it from example.org.\nmore" } },
      /"no-such-login", which gives the credentials for "sim", is not installed here/,
      /^Get it from example.org.$/,
    ],
    [
      "a plugin that is missing, without a hint",
      { exec: { ...V1, command: "no-such-login" } },
      /not installed/,
      /on the PATH/,
    ],
    [
      "a plugin that fails",
      script('console.error("\\nlogin expired\\nmore"); process.exit(1)'),
      /failed: login expired\./,
      /login/,
    ],
    ["a plugin that says something else", script('console.log("hello")'), /did not answer with a credential/, /login/],
    ["a plugin that says too little", script('console.log("{}")'), /did not answer with a credential/, /login/],
    [
      "a token file that is missing",
      { tokenFile: "/no/such/token" },
      /The file \/no\/such\/token, which .* does not exist/,
      /Put the file there/,
    ],
    ["a key that is missing", { "client-key": "/no/such/key" }, /\/no\/such\/key/, /Put the file there/],
  ])("%s is named", async (_name, user, message, fix) => {
    const { transport, sent } = wire(ok, () => toSimulatedContext(user));
    const error = await failureOf(transport.send(GET));
    expect(error.kind).toBe("credentials");
    expect(error.message).toMatch(message);
    expect(error.fix).toMatch(fix);
    expect(sent).toHaveLength(0);
  });

  it("does not run what fails for each who asks, and tries anew after 5 s", async () => {
    let loads = 0;
    let broken = true;
    const { transport, clock } = wire(ok, () => {
      loads++;
      if (broken) throw new ApiError("credentials", "No kubeconfig.");
      return toSimulatedContext();
    });
    for (let index = 0; index < 5; index++)
      expect((await failureOf(transport.send(GET))).message).toBe("No kubeconfig.");
    expect(loads).toBe(1);
    broken = false;
    clock.advance(5_000);
    expect(await transport.send(GET)).toEqual({});
  });

  it("sends as-groups as a line each and basic credentials as such", async () => {
    const context = toTestContext({
      cluster: { server: "https://server/base" },
      user: { username: "eve", password: "pw", as: "adam", "as-groups": ["a", "b"] },
    });
    const { transport, sent } = wire(ok, () => context);
    await transport.send(GET);
    expect(sent[0]?.path).toBe("/base/version");
    expect(sent[0]?.headers).toMatchObject({
      "impersonate-user": "adam",
      "impersonate-group": ["a", "b"],
      authorization: `Basic ${Buffer.from("eve:pw").toString("base64")}`,
    });
  });

  it("hands on what the kubeconfig says of TLS and of the proxy", async () => {
    const cluster = {
      server: "https://10.0.0.1:6443",
      "certificate-authority-data": Buffer.from(CA).toString("base64"),
      "tls-server-name": "kubernetes",
      "insecure-skip-tls-verify": true,
      "proxy-url": "http://proxy:3128",
    };
    const user = {
      "client-certificate-data": Buffer.from(CERT).toString("base64"),
      "client-key": write("key", KEY),
    };
    const context = toTestContext({ cluster, user });
    const { transport, targets } = wire(ok, () => context);
    await transport.send(GET);
    await transport.send(GET);
    expect(targets).toEqual([
      {
        origin: "https://10.0.0.1:6443",
        proxyUrl: "http://proxy:3128",
        tls: { ca: CA, cert: CERT, key: KEY, serverName: "kubernetes", verify: false },
      },
    ]);
  });
});

describe("a kubeconfig that comes to name another server", () => {
  it("is taken over once the old one is out of reach", async () => {
    let server = "http://old:1";
    const { transport, sent, targets, ended, clock } = wire(
      () => (targets.length === 1 && sent.length > 1 ? toRefusal() : toJsonAnswer(200, {})),
      () => toSimulatedContext({ token: "t" }, server),
    );
    await transport.send(GET);
    expect(transport.generation()).toBe(0);
    server = "http://new:1";
    clock.advance(10_000);
    expect((await failureOf(transport.send(GET))).message).toContain("http://old:1 refused the connection");
    await transport.send(GET);
    expect(targets.map(({ origin }) => origin)).toEqual(["http://old:1", "http://new:1"]);
    expect(ended).toEqual(["destroy http://old:1"]);
    expect(transport.generation()).toBe(1);
  });
});

describe("streams", () => {
  it("end with an error after silence, and hearing something puts that off", async () => {
    const chunks = [Buffer.from("a")];
    const { transport, clock, sent } = wire(() => ({
      ...toHungAnswer(),
      body: (async function* () {
        yield* chunks;
        yield* toHungAnswer().body;
      })(),
    }));
    const body = await transport.stream(GET, 90_000);
    expect(sent[0]).toMatchObject({ stream: true, headers: { "accept-encoding": "identity" } });
    const read = (async () => {
      for await (const chunk of body) expect(Buffer.from(chunk).toString()).toBe("a");
    })();
    const failed = failureOf(read);
    await pass(clock, 89_000);
    expect(clock.pending).toBe(1);
    await pass(clock, 2_000);
    expect(await failed).toMatchObject({ kind: "unreachable" });
  });

  it("that are a web page are refused", async () => {
    const page = () => toTextAnswer(200, "<html>", { "content-type": "text/html; charset=utf-8" });
    expect((await failureOf(wire(page).transport.stream(GET, 1_000))).kind).toBe("malformed");
  });
});
