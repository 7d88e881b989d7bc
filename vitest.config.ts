import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "lib/**/*.test.{ts,tsx}",
      "components/**/*.test.{ts,tsx}",
      "app/**/*.test.ts",
      ".ci/**/*.test.ts",
      "bench/**/*.test.ts",
      "e2e/**/*.test.ts",
    ],
    environment: "node",
    // The server's modules refuse to be bundled for the browser; in tests there is no bundler to refuse.
    alias: { "server-only": new URL("./.ci/empty-module.ts", import.meta.url).pathname },
  },
});
