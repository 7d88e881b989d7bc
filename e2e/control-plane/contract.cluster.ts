import { inject } from "vitest";
import { describeContract } from "#lib/emulator/contract/all.test-support.ts";
import { openContractServer } from "./open-contract-server.ts";

describeContract("the real API server", () => openContractServer(inject("controlPlane")));
