import { sendFailure } from "#lib/emulator/answer.ts";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { createTestStore } from "#lib/emulator/object-store.test-support.ts";
import { StatusError } from "#lib/emulator/status-error.ts";
import { toGrants } from "./contract-rights.test-support.ts";
import type { ContractServer } from "./contract-server.test-support.ts";
import { createRuleAuthorizer } from "./rule-authorizer.test-support.ts";

const PEOPLE: ContractServer["people"] = {
  admin: { user: "admin", groups: ["system:masters"], token: "admin-token" },
  viewer: { user: "vera", groups: ["staff"], token: "viewer-token" },
  impersonator: { user: "nora", groups: ["staff"], token: "impersonator-token" },
  nobody: { user: "otto", groups: ["staff"], token: "nobody-token" },
};
const RESTING_PATH = "/apis/source.toolkit.fluxcd.io/v1/externalartifacts";
const THROTTLED_PATH = "/apis/source.toolkit.fluxcd.io/v1/buckets";

/** The emulator under contract, on a clock of the test's. */
export async function openEmulatedServer(): Promise<ContractServer> {
  const { store, clock } = createTestStore();
  let throttled = false;
  let namespaces = 0;
  const server = createApiServer({
    store,
    clock,
    tokens: new Map(Object.values(PEOPLE).map(({ token, ...person }) => [token, person])),
    authorize: createRuleAuthorizer(toGrants(PEOPLE)),
    async onRequest(request, response) {
      if (!throttled) return false;
      throttled = false;
      const details = { retryAfterSeconds: 1 };
      await sendFailure(
        request,
        response,
        new StatusError(429, "TooManyRequests", "storage is (re)initializing", details),
      );
      return true;
    },
  });
  const { url } = await server.listen();
  return {
    url,
    ca: null,
    people: PEOPLE,
    makeNamespace: async (given) => (given === undefined ? `contract-${++namespaces}` : `${given.of}${given.suffix}`),
    compact: async () => store.compact(),
    pass: (seconds) => clock.advance(seconds * 1000),
    makeRestingPath: async () => RESTING_PATH,
    makeThrottledPath: async () => {
      throttled = true;
      return THROTTLED_PATH;
    },
    close: () => server.close(),
  };
}
