import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { createAuthProvider } from "./auth-provider.ts";
import { readAccess } from "./credentials.ts";
import { toTestContext } from "./kube-context.test-support.ts";

/** Until the year 2100; client-node goes by the system's clock. */
const VALID = 4_102_444_800;
const clock = new FakeClock();

function toJwt(exp: number): string {
  return [{ alg: "none" }, { exp }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("signature")
    .join(".");
}

const toOidc = (config: object) => ({ name: "oidc", config: { "client-id": "headwater", ...config } });

describe("a user with an auth provider", () => {
  it("is known by the provider's token", async () => {
    const token = toJwt(VALID);
    const context = toTestContext({
      cluster: { server: "https://prod.example/prefix" },
      user: { "auth-provider": toOidc({ "id-token": token }), as: "eve" },
    });
    const { headers, basePath } = await readAccess(context, clock);
    expect(headers).toEqual({ authorization: `Bearer ${token}`, "impersonate-user": "eve" });
    expect(basePath).toBe("/prefix");
  });

  it("is not known by that of another", async () => {
    const tokens = [toJwt(VALID), toJwt(VALID + 1)];
    const providers = tokens.map((token) => createAuthProvider(toOidc({ "id-token": token }), "one"));
    const read = await Promise.all(providers.map((provider) => provider.read(clock)));
    expect(read.map(({ token }) => token)).toEqual(tokens);
  });

  it("is told apart from one with another token, so that a new login is taken over", () => {
    const toPrint = (exp: number) =>
      toTestContext({
        cluster: { server: "https://prod.example" },
        user: { "auth-provider": toOidc({ "id-token": toJwt(exp) }) },
      }).fingerprint;
    expect(toPrint(VALID)).not.toBe(toPrint(VALID + 1));
    expect(toPrint(VALID)).toBe(toPrint(VALID));
  });

  it("is let go without a token where the provider has none, for the API server to refuse", async () => {
    expect(await createAuthProvider(toOidc({}), "one").read(clock)).toEqual({ token: null, certificate: null });
  });

  it("is told whose login has failed, and what to do", async () => {
    const expired = { "id-token": toJwt(1), "refresh-token": "r", "idp-issuer-url": "not a url" };
    await expect(createAuthProvider(toOidc(expired), "prod").read(clock)).rejects.toMatchObject({
      kind: "credentials",
      message: expect.stringMatching(/^The credentials for "prod" could not be had: .+\.$/),
      fix: "Log in to the cluster again, or correct the user in the kubeconfig.",
    });
  });
});
