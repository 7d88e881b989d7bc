import { inject } from "vitest";
import { describeClusterClient } from "#lib/server/cluster-client.test-support.ts";
import { openContractServer } from "./open-contract-server.ts";

describeClusterClient("the real API server", () => openContractServer(inject("controlPlane")));
