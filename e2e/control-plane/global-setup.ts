import type { TestProject } from "vitest/node";
import { buildPrograms } from "./build-programs.ts";
import { ControlPlane, type ControlPlaneAddress } from "./control-plane.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly controlPlane: ControlPlaneAddress;
    /** Whether the cases are to be recorded. */
    readonly record: boolean;
  }
}

/** Builds what is not built, and starts the control plane that the tests share; gives what ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const plane = await ControlPlane.start(buildPrograms((line) => process.stdout.write(`${line}\n`)));
  project.provide("controlPlane", plane.address);
  project.provide("record", process.env["HEADWATER_RECORD"] === "true");
  return () => plane.stop();
}
