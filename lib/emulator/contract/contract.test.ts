import { describeContract } from "./all.test-support.ts";
import { openEmulatedServer } from "./emulated-server.test-support.ts";

describeContract("the emulator", openEmulatedServer);
