import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./demo-test.ts";

async function download(
  page: Page,
  begin: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), begin()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("downloads the graph, or what is filtered, from the tool bar", async ({ page }) => {
  await page.goto("/");
  await page.locator('[data-id="export"]').click();
  await expect(page.getByText("Download the graph")).toBeVisible();
  const whole = await download(page, () => page.getByRole("menuitem", { name: "Picture (SVG)" }).click());
  expect(whole.name).toMatch(/^headwater-demo-\d{8}-\d{4}\.svg$/);
  expect(whole.text).toContain("postgres");
  expect(whole.text).toContain("falco");
  await page.goto("/?state=failed");
  await page.locator('[data-id="export"]').click();
  await expect(page.getByText("Download what is filtered")).toBeVisible();
  const part = await download(page, () => page.getByRole("menuitem", { name: "Mermaid" }).click());
  expect(part.name).toMatch(/\.mmd$/);
  expect(part.text).toContain("postgres");
  expect(part.text).not.toContain("falco");
});

test("downloads the graph on a phone too, by a command", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.locator('[data-id="search"]').click();
  await page.getByPlaceholder("Find a Kustomization or run a command").fill("export dot");
  const { name, text } = await download(page, () =>
    page.getByRole("option", { name: "Export: Graphviz (DOT)" }).click(),
  );
  expect(name).toMatch(/\.dot$/);
  expect(text).toContain("digraph headwater");
});
