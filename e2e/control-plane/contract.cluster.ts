import { inject } from "vitest";
import { describeContract } from "#lib/emulator/contract/all.test-support.ts";
import type { ControlPlaneAddress } from "./control-plane.ts";
import { openContractServer } from "./open-contract-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly controlPlane: ControlPlaneAddress;
  }
}

describeContract("the real API server", () => openContractServer(inject("controlPlane")));
