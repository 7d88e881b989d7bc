import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./demo-test.ts";

const SESSION_STORE = "Kustomization/apps/session-store";
const MEND = "In spec.dependsOn of apps/session-store, write name: redis, namespace: data.";

test("findings open from the tool bar and lead to what they are about", async ({ page }) => {
  await page.goto("/");
  await page.locator('[data-id="findings"]').click();
  const drawer = page.getByRole("dialog", { name: "Findings" });
  const missing = drawer.locator('[data-id="rule:missing-dependency"]');
  await expect(missing.getByText(MEND)).toBeVisible();
  await missing.getByRole("button", { name: "session-store" }).click();
  await expect(drawer).toBeHidden();
  expect(new URL(page.url()).searchParams.get("node")).toBe(SESSION_STORE);
  await expect(page.locator('[data-id="findings-of-node"]')).toContainText(MEND);
});

test("findings have an address, unfold rule by rule, and can be read by everybody", async ({ page }) => {
  await page.goto("/?pane=findings");
  const drawer = page.getByRole("dialog", { name: "Findings" });
  const unwaited = drawer.locator('[data-id="rule:dependency-without-wait"]');
  await expect(unwaited.locator('[data-id="finding"]').first()).toBeHidden();
  await unwaited.getByRole("heading", { name: "Dependency without wait" }).click();
  await expect(unwaited.locator('[data-id="finding"]').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  expect(new URL(page.url()).searchParams.has("pane")).toBe(false);
});

test("a phone shows findings on a screen of their own", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.locator('[data-id="pane-findings"]').click();
  await expect(page.locator('[data-id="rule:cycle"]')).toContainText("wait for each other");
});
