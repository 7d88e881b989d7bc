import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests that need a real control plane: `npm run test:cluster`. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["e2e/control-plane/**/*.cluster.ts"],
    globalSetup: "e2e/control-plane/global-setup.ts",
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 600_000,
    alias: { "server-only": fileURLToPath(new URL("../../.ci/empty-module.ts", import.meta.url)) },
  },
});
