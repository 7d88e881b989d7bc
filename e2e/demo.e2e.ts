import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { snapshotSchema } from "#lib/api/snapshot.ts";
import { test } from "./demo-test.ts";

const POSTGRES = "Kustomization/data/postgres";
const ORDERS = "Kustomization/apps/orders-api";
const card = (id: string) => `[data-id="${id}"][data-state]`;

/** Each edge of the article's examples, dependency first. */
const ARTICLE_EDGES = `
flux-system/crds flux-system/operators
flux-system/operators flux-system/infrastructure
flux-system/infrastructure flux-system/applications
flux-system/infrastructure flux-system/production-apps
flux-system/crds flux-system/monitoring
flux-system/crds flux-system/logging
flux-system/monitoring flux-system/app-a
flux-system/logging flux-system/app-a
flux-system/monitoring flux-system/app-b
flux-system/logging flux-system/app-b
flux-system/database flux-system/database-migration
vault/vault-secrets apps/app-config
production/production-namespace production/production-infrastructure
production/production-infrastructure production/production-config
production/production-config production/production-backend
production/production-backend production/production-frontend
`;

test("the graph of the demo has each of the article's Kustomizations and edges", async ({ request }) => {
  const snapshot = snapshotSchema.parse(await (await request.get("/api/graph")).json());
  const edges = new Set(snapshot.edges.map(({ from, to }) => `${from} ${to}`));
  const wanted = ARTICLE_EDGES.trim()
    .split("\n")
    .map((line) =>
      line
        .split(" ")
        .map((name) => `Kustomization/${name}`)
        .join(" "),
    );
  expect(wanted.filter((edge) => !edges.has(edge))).toEqual([]);
  const kinds = snapshot.problems.map(({ kind }) => kind);
  for (const kind of ["failed", "cycle", "suspended", "missing"]) expect(kinds).toContain(kind);
  const postgres = snapshot.problems.find(({ nodes }) => nodes[0] === POSTGRES);
  expect(postgres?.blocked.length).toBeGreaterThanOrEqual(12);
});

test("shows the graph, its problems, and how fresh it is", async ({ page }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto("/");
  await expect(page.locator(card(POSTGRES))).toHaveAttribute("data-state", "failed");
  await expect(page.locator(card(ORDERS))).toHaveAttribute("data-state", "blocked");
  await expect(page.locator('[data-id="live-pill"]')).toContainText("Live");
  await expect(page.locator('[data-id="problems"]').first()).toContainText("postgres");
  await expect(page.locator('[data-id="demo-bar"]')).toBeVisible();
  expect(problems).toEqual([]);
});

test("opens a node, says why it waits, and keeps that in the address", async ({ page }) => {
  await page.goto("/");
  await page.locator(card(ORDERS)).click();
  const details = page.locator('[data-id="details"]');
  await expect(details).toContainText("orders-api");
  await expect(details).toContainText("postgres");
  await expect(page).toHaveURL(/node=/);
  await details.locator('[data-id="tab-yaml"]').click();
  await expect(page.locator('[data-id="yaml"]')).toContainText("kind: Kustomization");
  await page.reload();
  await expect(page.locator('[data-id="details"]')).toContainText("orders-api");
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-id="details"]')).toHaveCount(0);
});

test("shows the same as a table, filtered by state", async ({ page }) => {
  await page.goto("/?view=table&state=suspended,failed");
  const table = page.getByRole("table");
  await expect(table).toContainText("postgres");
  await expect(table).toContainText("tempo");
  await expect(table).not.toContainText("storefront");
});

test("reconciles until the controller has handled it", async ({ page }) => {
  await page.goto(`/?node=${encodeURIComponent("Kustomization/kube-system/cilium")}`);
  const button = page.locator('[data-id="details"]').getByRole("button", { name: "Reconcile", exact: true });
  await button.click();
  await expect(page.locator('[data-id="details"]')).toContainText(/Handled|Reconciled|Applied|Done/i);
});

test("heals, and what was blocked goes on by itself", async ({ page, request, demo }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await page.locator('[data-id="demo-break"]').click();
  const broken = page.locator(card("Kustomization/flux-system/monitoring"));
  await expect(broken).toHaveAttribute("data-state", "failed", { timeout: 60_000 });
  await page.locator('[data-id="demo-heal"]').click();
  await expect(page.locator('[data-id="demo-said"]')).toContainText("works again");
  const response = await request.post(`${demo.url}/api/actions`, {
    data: { action: "reconcile", targets: ["Kustomization/flux-system/monitoring"] },
    headers: { "Content-Type": "application/json" },
  });
  expect(response.status()).toBe(202);
  await expect(broken).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
});

for (const theme of ["dark", "light"] as const) {
  test(`has no accessibility fault that axe finds, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`/?node=${encodeURIComponent(ORDERS)}`);
    await expect(page.locator('[data-id="details"]')).toContainText("postgres");
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(
      serious.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target)
            .join(", ")
            .slice(0, 200)}`,
      ),
    ).toEqual([]);
  });
}

test("is one column with tabs on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await expect(page.getByText("postgres").first()).toBeVisible();
  await page.locator('[data-id="pane-graph"]').click();
  await expect(page.locator(card(POSTGRES))).toBeAttached();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
