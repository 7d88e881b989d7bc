import { describe, expect, it } from "vitest";
import { startListing } from "./list-pages.ts";

const toPage = (name: string, continueToken: string | null) => ({
  items: [{ metadata: { name } }],
  resourceVersion: "7",
  continueToken,
});

describe("a list in pages", () => {
  it("tells of each page but the last while the next is under way", async () => {
    const seen: string[] = [];
    const fetchPage = async ({ continueToken }: { continueToken?: string }) => {
      seen.push(`asks ${continueToken ?? "first"}`);
      return continueToken === undefined ? toPage("a", "2") : toPage("b", continueToken === "2" ? "3" : null);
    };
    const listing = startListing(fetchPage, true, (objects) => seen.push(`told ${objects[0]?.metadata.name}`));
    const { items } = await listing.readRest();
    expect(items).toHaveLength(3);
    expect(seen).toEqual(["asks first", "asks 2", "told a", "asks 3", "told b"]);
  });

  it("goes on at the page that failed, and tells of none twice", async () => {
    const seen: string[] = [];
    let fails = true;
    const fetchPage = async ({ continueToken }: { continueToken?: string }) => {
      if (continueToken === undefined) return toPage("a", "2");
      if (!fails) return toPage("b", null);
      fails = false;
      throw new Error("cut");
    };
    const listing = startListing(fetchPage, true, (objects) => seen.push(objects[0]?.metadata.name ?? ""));
    await expect(listing.readRest()).rejects.toThrow("cut");
    expect((await listing.readRest()).items.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
    expect(seen).toEqual(["a"]);
  });
});
