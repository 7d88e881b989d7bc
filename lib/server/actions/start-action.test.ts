import { describe, expect, it } from "vitest";
import { gitRepository, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import { HttpProblem } from "#lib/server/problem.ts";
import { startTestRuntime } from "#lib/server/runtime.test-support.ts";
import { post } from "./request.test-support.ts";
import { startAction } from "./start-action.ts";

const RECONCILE = { action: "reconcile", targets: ["Kustomization/default/a"] };
const OWN_ORIGIN = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };

/** What a request is answered with, and how many patches went to the cluster. */
async function tryAction(request: Request, environment: Record<string, string> = {}) {
  const { runtime, reader } = startTestRuntime(environment);
  reader.apply(ks("a"), gitRepository("fleet", REVISION_1));
  const status = await startAction(runtime, request).then(
    () => 202,
    (error: unknown) => (error instanceof HttpProblem ? error.status : 500),
  );
  return { status, sent: reader.patches.length };
}

describe("POST /api/actions", () => {
  it.each<[string, Request]>([
    ["a script", post(RECONCILE)],
    ["the page itself", post(RECONCILE, OWN_ORIGIN)],
    ["a charset", post(RECONCILE, { "content-type": "Application/JSON; charset=utf-8" })],
    ["localhost", post(RECONCILE, { host: "localhost:3000", origin: "http://localhost:3000" })],
    ["IPv6", post(RECONCILE, { host: "[::1]:3000", origin: "http://[::1]:3000" })],
    ["every field", post({ ...RECONCILE, withSource: false, chain: false, dryRun: false })],
  ])("takes %s", async (_what, request) => {
    expect(await tryAction(request)).toEqual({ status: 202, sent: 1 });
  });

  it.each<[number, string, Request]>([
    [403, "a page of another site", post(RECONCILE, { origin: "https://evil.example" })],
    [403, "another site by the browser's word", post(RECONCILE, { ...OWN_ORIGIN, "sec-fetch-site": "cross-site" })],
    [403, "a sibling host", post(RECONCILE, { ...OWN_ORIGIN, "sec-fetch-site": "same-site" })],
    [403, "an address typed in", post(RECONCILE, { ...OWN_ORIGIN, "sec-fetch-site": "none" })],
    [403, "a browser that hides its origin", post(RECONCILE, { origin: "null" })],
    [403, "a browser without an origin", post(RECONCILE, { "sec-fetch-site": "same-origin" })],
    [403, "another port of this machine", post(RECONCILE, { origin: "http://127.0.0.1:8080" })],
    [403, "a rebound name", post(RECONCILE, { host: "evil.example:3000", origin: "http://evil.example:3000" })],
    [403, "a name that only begins like ours", post(RECONCILE, { host: "localhost.evil.example" })],
    [403, "no host", post(RECONCILE, { host: null })],
    [415, "a form", post("a=b", { "content-type": "application/x-www-form-urlencoded" })],
    [415, "plain text", post(RECONCILE, { "content-type": "text/plain" })],
    [415, "no type", post(new Blob(["{}"]).stream(), { "content-type": null })],
    [413, "a body too large by its length", post(JSON.stringify(RECONCILE), { "content-length": "70000" })],
    [400, "no JSON", post("{")],
    [400, "an empty body", post("")],
    [400, "broken UTF-8", post(new Blob([new Uint8Array([0x22, 0xff, 0x22])]).stream())],
    [422, "a list", post([RECONCILE])],
    [422, "null", post("null")],
    [422, "an unknown action", post({ ...RECONCILE, action: "delete" })],
    [422, "no targets", post({ action: "reconcile" })],
    [422, "an empty list of targets", post({ ...RECONCILE, targets: [] })],
    [422, "too many targets", post({ ...RECONCILE, targets: Array.from({ length: 101 }, () => RECONCILE.targets[0]) })],
    [422, "what is no id", post({ ...RECONCILE, targets: ["a"] })],
    [422, "an id that is not there", post({ ...RECONCILE, targets: ["Kustomization/default/nope"] })],
    [
      422,
      "one good and one that is not there",
      post({ ...RECONCILE, targets: [...RECONCILE.targets, "Kustomization/x/y"] }),
    ],
    [422, "another cluster", post({ ...RECONCILE, targets: ["eu:Kustomization/default/a"] })],
    [422, "a source", post({ ...RECONCILE, targets: ["GitRepository/flux-system/fleet"] })],
    [422, "a kind that is not Flux's", post({ ...RECONCILE, targets: ["Secret/default/a"] })],
    [422, "a field that is not known", post({ ...RECONCILE, force: true })],
    [422, "a field of the wrong kind", post({ ...RECONCILE, dryRun: "yes" })],
    [422, "a whole chain, for now", post({ ...RECONCILE, chain: true })],
  ])("answers %i to %s, and sends nothing", async (status, _what, request) => {
    expect(await tryAction(request)).toEqual({ status, sent: 0 });
  });

  it("reads no further than it must of a body that does not end", async () => {
    let given = 0;
    let left = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
      cancel: () => {
        left = true;
      },
    });
    expect(await tryAction(post(endless))).toEqual({ status: 413, sent: 0 });
    expect(left).toBe(true);
    expect(given).toBeLessThan(200_000);
  });

  it.each<[number, string, Record<string, string>, Record<string, string>]>([
    [403, "actions are switched off", { HEADWATER_ACTIONS: "deny" }, {}],
    [403, "others can reach it and nobody allowed it", { HOSTNAME: "0.0.0.0" }, {}],
    [
      202,
      "others can reach it and that was allowed",
      { HOSTNAME: "0.0.0.0", HEADWATER_ACTIONS: "allow" },
      { host: "10.0.0.5" },
    ],
    [
      202,
      "the public address",
      { HEADWATER_PUBLIC_URL: "https://flux.example" },
      { host: "flux.example", origin: "https://flux.example" },
    ],
    [
      202,
      "the public address behind a proxy that renames",
      { HEADWATER_PUBLIC_URL: "https://flux.example" },
      { origin: "https://flux.example" },
    ],
    [
      403,
      "another name than the public one",
      { HEADWATER_PUBLIC_URL: "https://flux.example", HOSTNAME: "0.0.0.0", HEADWATER_ACTIONS: "allow" },
      { host: "evil.example" },
    ],
  ])("answers %i where %s", async (status, _what, environment, headers) => {
    expect((await tryAction(post(RECONCILE, headers), environment)).status).toBe(status);
  });

  it("does not deny an object while the cluster is still being read", async () => {
    const { runtime, reader } = startTestRuntime();
    reader.setStatus({ connection: "connecting" });
    await expect(startAction(runtime, post(RECONCILE))).rejects.toMatchObject({ status: 503 });
  });
});
