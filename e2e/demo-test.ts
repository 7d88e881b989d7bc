import { test as base } from "@playwright/test";
import { type RunningDemo, startDemo } from "./start-demo.ts";

/** A test on the demo, which is started once for all of them. */
export const test = base.extend<object, { demo: RunningDemo }>({
  demo: [
    async ({ browserName: _ }, use) => {
      const demo = await startDemo();
      await use(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo.url),
});
