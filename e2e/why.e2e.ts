import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./demo-test.ts";

const POSTGRES = "Kustomization/data/postgres";
const ORDERS = "Kustomization/apps/orders-api";
const MESH_CERTS = "Kustomization/mesh/mesh-certs";
const open = (id: string, more = "") => `/?node=${id}${more}`;
const card = (id: string) => `[data-id="${id}"][data-state]`;

test("the cause of each of the demo's four troubles is plain at once", async ({ page }) => {
  await page.goto("/");
  const problems = page.locator('[data-id="problems"] article');
  await expect(problems).toHaveCount(4);
  const [postgres, cycle, tempo, redis] = [0, 1, 2, 3].map((place) => problems.nth(place));
  await expect(postgres ?? problems).toContainText("Health check failed on orders-db");
  await expect(postgres ?? problems).toContainText("Look at Cluster data/orders-db: it does not become ready.");
  await expect(cycle ?? problems).toContainText("mesh-certs → istio-gateway → istiod ↺");
  await expect(cycle ?? problems).toContainText("Take istiod out of the dependsOn of mesh-certs");
  await expect(tempo ?? problems).toContainText("Suspended, behind its source");
  await expect(tempo ?? problems).toContainText("Stays until someone resumes it");
  await expect(redis ?? problems).toContainText("Did you mean data/redis?");
  await expect(page.locator('[data-id="ahead"]')).toContainText("Once mended, up to");
});

test("copies an incident as five lines with a link that opens it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/?state=blocked");
  await page.locator(`[data-id="problem:failed:${POSTGRES}"] [data-id="copy-incident"]`).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain("postgres failed its health check");
  const lines = (await read()).split("\n");
  expect(lines).toHaveLength(5);
  expect(lines[2]).toMatch(/^Holds up 13 of \d+: /);
  await page.goto(lines[4] ?? "");
  await expect(page.locator('[data-id="details"] h2')).toHaveText("postgres");
  await page.goto(open(ORDERS));
  await page.locator('[data-id="details"] [data-id="copy-incident"]').click();
  await expect.poll(read).toMatch(/^apps\/orders-api is blocked since .*postgres failed its health check/);
});

test("tells of a waiting node what keeps its cause unready, since when, and how long it may still take", async ({
  page,
}) => {
  await page.goto(open(ORDERS));
  const details = page.locator('[data-id="details"]');
  await expect(details.locator('[data-id="why"]')).toContainText(
    /Waiting for postgres, which failed its health check on Cluster orders-db/,
  );
  await expect(details.locator('[data-id="health-check"]')).toContainText("orders-db");
  const timing = details.locator('[data-id="timing"]');
  await expect(timing).toContainText("Blocked since");
  await expect(timing).toContainText(/Next check.*every 30 s/);
  await expect(timing).toContainText(/Up to .* once the cause is mended: 2 dependency checks/);
  await page.goto(open(POSTGRES));
  await expect(timing).toContainText(/Attempts\d+ failed/);
});

test("brings out what would wait if a node failed, counts it, and keeps that in the address", async ({ page }) => {
  await page.goto(open("Kustomization/flux-system/crds"));
  const details = page.locator('[data-id="details"]');
  await details.locator('[data-id="if-failed"]').click();
  await expect(details.locator('[data-id="traced"]')).toContainText(/If crds failed, \d+ of \d+ would wait, \d+ more/);
  await expect(page.locator(card(ORDERS))).toHaveAttribute("data-strength", "path");
  await expect(page.locator(card("Kustomization/storage/minio"))).toHaveAttribute("data-strength", "faded");
  await page.reload();
  await expect(details.locator('[data-id="traced"]')).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(details.locator('[data-id="traced"]')).toHaveCount(0);
  await expect(details).toBeVisible();
});

test("shows the ways between two nodes, chosen by Shift and a click or by a search", async ({ page }) => {
  await page.goto(open("Kustomization/flux-system/crds"));
  const traced = page.locator('[data-id="traced"]');
  await page.locator(card(POSTGRES)).click({ modifiers: ["Shift"] });
  await expect(traced).toContainText("postgres depends on crds by several ways: the shortest has 2 steps");
  await expect(page.locator(card("Kustomization/data/cnpg-operator"))).toHaveAttribute("data-strength", "path");
  await expect(page).toHaveURL(/to=Kustomization/);
  await page.locator('[data-id="path-to"]').click();
  await page.getByPlaceholder("Path to which Kustomization?").fill("falco");
  await page.keyboard.press("Enter");
  await expect(traced).toContainText("Neither of crds and falco depends on the other.");
  await page.locator('[data-id="stop-trace"]').click();
  await expect(traced).toHaveCount(0);
});

test("focuses on what a node waits for or on what waits for it", async ({ page }) => {
  await page.goto(`/?focus=${POSTGRES}`);
  const graph = page.locator('[data-id="graph"]');
  await expect(graph).toHaveAttribute("data-nodes", "17");
  await page.locator('[data-id="side-down"]').click();
  await expect(graph).toHaveAttribute("data-nodes", "14");
  await expect(page).toHaveURL(/side=down/);
  await page.locator('[data-id="side-up"]').click();
  await expect(graph).toHaveAttribute("data-nodes", "4");
  await page.locator('[data-id="leave-focus"]').click();
  await expect(page).not.toHaveURL(/focus|side/);
});

test("marks where a cycle is cut, and says why there", async ({ page }) => {
  await page.goto(open(MESH_CERTS));
  await expect(page.locator('[data-id="cut-mark"]')).toHaveCount(1);
  const details = page.locator('[data-id="details"]');
  await expect(details.locator('[data-id="cut"]')).toContainText("cut here");
  await expect(details.locator('[data-id="mend"]')).toContainText("Take istiod out of the dependsOn of mesh-certs");
});

test("can be read by everybody while a path is shown", async ({ page }) => {
  await page.goto(open("Kustomization/flux-system/crds", `&to=${ORDERS}&focus=${ORDERS}`));
  await expect(page.locator('[data-id="traced"]')).toBeVisible();
  await expect(page.locator('[data-id="focus-chip"]')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([]);
});
