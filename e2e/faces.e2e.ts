import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { parseAllDocuments } from "yaml";
import { type RunningHeadwater, startHeadwater } from "./start-headwater.ts";
import { startTestCluster, type TestCluster, type TestClusterOptions } from "./test-cluster.ts";

const FLEET = {
  "flux-system/base": {},
  "platform/database": { dependsOn: ["flux-system/base"] },
  "apps/web": { dependsOn: ["platform/database", "team-a/service"] },
  "team-a/service": { dependsOn: ["flux-system/base"] },
  "team-b/service": { dependsOn: ["flux-system/base"] },
} as const;
const WEB = "Kustomization/apps/web";
const DATABASE = "Kustomization/platform/database";
const KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
const NO_EXTRAS = ["buckets", "ocirepositories", "externalartifacts"];
const card = (id: string) => `[data-id="${id}"][data-state]`;

/** Headwater on a cluster of its own, for one test. */
async function run(
  options: Partial<TestClusterOptions>,
  environment: Readonly<Record<string, string>>,
  look: (cluster: TestCluster, headwater: { current: RunningHeadwater }) => Promise<void>,
): Promise<void> {
  const cluster = await startTestCluster({ fleet: FLEET, broken: "platform/database", absent: NO_EXTRAS, ...options });
  const headwater = { current: await startHeadwater(cluster.kubeconfig, environment) };
  try {
    await look(cluster, headwater);
  } finally {
    await headwater.current.stop();
    await cluster.remove();
  }
}

/** Opens a node under a filter, and marks the page, so that a reload would be seen. */
async function openMarked(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/?node=${encodeURIComponent(WEB)}&state=failed,blocked`);
  await expect(page.locator(card(WEB))).toHaveAttribute("data-state", "blocked");
  await expect(page.locator('[data-id="live-pill"]')).toContainText("Live");
  await page.evaluate(() => {
    document.body.dataset["marked"] = "yes";
  });
}

/** Takes note of every kind of notice that is shown from now on: what flashes up for a moment is seen too. */
async function noteNotices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kinds = new Set<string>();
    const note = () => {
      for (const line of document.querySelectorAll<HTMLElement>('[data-id^="notice-"]'))
        kinds.add(line.dataset["id"] ?? "");
      document.body.dataset["noticed"] = [...kinds].join();
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  });
}

/** Says of what is shown all that no trouble with the connection may change. */
async function readScene(page: Page): Promise<object> {
  await expect(page.locator('[data-id="details"]')).toContainText("web");
  return {
    isSamePage: await page.evaluate(() => document.body.dataset["marked"] === "yes"),
    address: new URL(page.url()).search,
    cards: await page.locator('[data-id="graph"]').getAttribute("data-nodes"),
    states: await page
      .locator(`${card(WEB)}, ${card(DATABASE)}`)
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-state"))),
    view: await page.locator(".react-flow__viewport").getAttribute("style"),
  };
}

test("keeps the last graph while Headwater is away, marks it stale after a minute, and recovers by itself", async ({
  page,
}) => {
  await page.clock.install();
  await run({}, {}, async (cluster, headwater) => {
    const { url, port } = headwater.current;
    const pill = page.locator('[data-id="live-pill"]');
    await openMarked(page, url);
    const before = await readScene(page);
    await headwater.current.stop();
    await page.clock.fastForward(30_000);
    await expect(pill).toContainText("Reconnecting");
    await expect(page.locator('[data-id="notice-lost"]')).toContainText("Headwater does not answer");
    expect(await readScene(page)).toEqual(before);
    await page.clock.fastForward(31_000);
    await expect(pill).toContainText("Stale · 1 min ago");
    await expect(page.locator('[data-stale="true"]')).toBeVisible();
    expect(await readScene(page)).toEqual(before);
    headwater.current = await startHeadwater(cluster.kubeconfig, {}, port);
    await expect(pill).toContainText("Live", { timeout: 20_000 });
    await expect(page.locator('[data-id="notice-lost"]')).toHaveCount(0);
    await expect(page.locator('[data-stale="false"]')).toBeVisible();
    expect(await readScene(page)).toEqual(before);
  });
});

test("keeps the last graph while the API server is away, marks it stale after a minute, and recovers by itself", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await run({}, {}, async (cluster, { current }) => {
    const pill = page.locator('[data-id="live-pill"]');
    await openMarked(page, current.url);
    const before = await readScene(page);
    await noteNotices(page);
    await cluster.goAway();
    await expect(pill).toContainText("Reconnecting", { timeout: 20_000 });
    const notice = page.locator('[data-id="notice-lost"]');
    await expect(notice).toContainText("Cannot reach staging");
    await expect(notice).toContainText("refused the connection");
    expect(await readScene(page)).toEqual(before);
    // The hour is the server's: nothing in the page can hurry it.
    await expect(pill).toContainText("Stale · 1 min ago", { timeout: 75_000 });
    await expect(page.locator('[data-stale="true"]')).toBeVisible();
    expect(await readScene(page)).toEqual(before);
    await cluster.comeBack();
    await expect(pill).toContainText("Live", { timeout: 45_000 });
    await expect(notice).toHaveCount(0);
    expect(await readScene(page)).toEqual(before);
    expect(await page.evaluate(() => document.body.dataset["noticed"])).toBe("notice-lost");
  });
});

test("gathers what may not be read into one line, with the rule that is lacking", async ({ page }) => {
  const closed = Array.from({ length: 12 }, (_, at) => `team-${String.fromCharCode(97 + at)}`);
  const namespaces = ["flux-system", "platform", "apps", ...closed].join();
  const authorize: TestClusterOptions["authorize"] = (_user, _verb, _group, _plural, namespace) =>
    !closed.includes(namespace ?? "");
  await run({ authorize }, { HEADWATER_NAMESPACES: namespaces }, async (cluster, { current }) => {
    await page.goto(current.url);
    await expect(page.locator(card("Kustomization/team-a/service"))).toHaveAttribute("data-state", "hidden");
    const notice = page.locator('[data-id^="notice-"]');
    await expect(notice).toHaveCount(1);
    await expect(notice).toContainText("team-a, team-b and 10 more namespaces may not be read");
    await page.getByRole("button", { name: "Show the rule that is lacking" }).click();
    const rule = (await page.locator('[data-id="lacking-rule"]').textContent()) ?? "";
    const documents = parseAllDocuments(rule).map((each) => each.toJS());
    expect(documents[0]).toMatchObject({
      kind: "ClusterRole",
      rules: expect.arrayContaining([
        { apiGroups: [KUSTOMIZE], resources: ["kustomizations"], verbs: ["get", "list", "watch"] },
      ]),
    });
    expect(documents.slice(1).map(({ metadata }) => metadata.namespace)).toEqual(closed);
    expect(documents[1].subjects).toEqual([expect.objectContaining({ kind: "User", name: cluster.reader })]);
    await expectAccessible(page);
  });
});

test("says in place of the graph which rule is lacking, and draws the graph once it is given", async ({ page }) => {
  test.setTimeout(120_000);
  await run({ authorize: (_user, _verb, group) => group !== KUSTOMIZE }, {}, async (cluster, { current }) => {
    await page.goto(current.url);
    const face = page.locator('[data-id="face-forbidden"]');
    await expect(face).toContainText(`${cluster.reader} may not read Kustomizations in all namespaces.`);
    await expect(face.locator('[data-id="lacking-rule"]')).toContainText("resources: [kustomizations]");
    await expect(page.locator('[data-id="problems-unknown"]')).toContainText("Not known");
    await expectAccessible(page);
    cluster.authorize = () => true;
    await expect(page.locator(card(WEB))).toBeVisible({ timeout: 75_000 });
  });
});

test("names a kind of source that is not installed where something needs it, and else only on demand", async ({
  page,
}) => {
  const fleet = { ...FLEET, "apps/blobs": { sourceKind: "Bucket" } };
  await run({ fleet }, {}, async (_cluster, { current }) => {
    await page.goto(current.url);
    const notice = page.locator('[data-id^="notice-"]');
    await expect(notice).toHaveCount(1);
    await expect(notice).toContainText("There are no Buckets here. blobs names one as source.");
    await page.locator('[data-id="cluster-menu"]').click();
    const menu = page.getByRole("dialog", { name: "What is read of the cluster" });
    await expect(menu.getByRole("listitem").filter({ hasText: "OCIRepository" })).toContainText("not installed");
  });
});

test("says how to install Flux where it is not", async ({ page }) => {
  await run({ absent: ["kustomizations", "gitrepositories", ...NO_EXTRAS] }, {}, async (_cluster, { current }) => {
    await page.goto(current.url);
    const face = page.locator('[data-id="face-not-installed"]');
    await expect(face).toContainText("Flux is not installed here");
    await expect(face).toContainText("flux install --context staging");
    await expectAccessible(page);
  });
});

test("is whole while Headwater is away: what was not opened yet opens, and the details on a phone say that they are late", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.clock.install();
  await run({}, {}, async (_cluster, { current }) => {
    await page.goto(`${current.url}/?node=${encodeURIComponent(WEB)}`);
    await expect(page.locator('[data-id="details"]')).toContainText("database");
    await expect(page.locator('[data-id="late-line"]')).toHaveCount(0);
    await page.clock.runFor(5_000);
    await page.waitForLoadState("networkidle");
    await current.stop();
    await page.clock.fastForward(30_000);
    await expect(page.locator('[data-id="late-line"]')).toContainText("Reconnecting");
    await page.keyboard.press("/");
    await expect(page.getByPlaceholder("Find a Kustomization or run a command")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('[data-id="view-table"]').click();
    await expect(page.getByRole("table")).toContainText("database");
    await page.locator('[data-id="filter"]').click();
    await expect(page.getByRole("menuitem", { name: "Show everything" })).toBeVisible();
  });
});

test("says how to go on where a part of the page cannot be had", async ({ page }) => {
  // The rest of the page is fetched 3 s after the graph is there; here Headwater goes away before.
  await page.addInitScript((preloadMs) => {
    const { setTimeout: later } = window;
    const never = (work: TimerHandler, ms?: number) => (ms === preloadMs ? 0 : later(work, ms));
    Object.assign(window, { setTimeout: never });
  }, 3_000);
  await run({}, {}, async (_cluster, { current }) => {
    await page.goto(current.url);
    await expect(page.locator(card(WEB))).toBeVisible();
    await page.route("**/_next/static/**", (route) => route.abort());
    await page.keyboard.press("/");
    await expect(page.locator('[data-id="face-page-error"]')).toContainText("This page cannot go on");
    await page.unroute("**/_next/static/**");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.locator(card(WEB))).toBeVisible();
  });
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([]);
}

test("a frozen source is told below the graph, with the cycle that freezes it", async ({ page }) => {
  const fleet = {
    "mesh/a": { dependsOn: ["mesh/b"], readyExpr: "true" },
    "mesh/b": { dependsOn: ["mesh/a"], readyExpr: "true" },
    "apps/web": {},
  };
  await run({ fleet, broken: "none/none" }, {}, async (_cluster, { current }) => {
    await page.goto(current.url);
    const notice = page.locator('[data-id="notice-frozen"]');
    await expect(notice).toContainText("GitRepository flux-system/fleet does not push new revisions");
    await notice.locator('[data-id="show-frozen"]').click();
    await expect(page.locator('[data-id="details"] [data-id="mend"]')).toContainText("out of the dependsOn of");
    await expect(page.locator('[data-id="cut-mark"]')).toHaveCount(1);
  });
});
