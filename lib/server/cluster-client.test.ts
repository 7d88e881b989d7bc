import { openEmulatedServer } from "#lib/emulator/contract/emulated-server.test-support.ts";
import { describeClusterClient } from "./cluster-client.test-support.ts";

describeClusterClient("the emulator", openEmulatedServer);
