import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startListing } from "./list-pages.ts";

type Tell = (token: string) => void;

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

  it("tells of a hundred objects at a time, and hears others in between", async () => {
    const names = Array.from({ length: 250 }, (_, index) => `${index}`);
    const pages = [{ ...toPage("", "2"), items: names.map((name) => ({ metadata: { name } })) }, toPage("last", null)];
    const told: string[][] = [];
    let heard = 0;
    const listing = startListing(
      async () => pages.shift() ?? toPage("none", null),
      true,
      (objects) => {
        told.push(objects.map(({ metadata }) => metadata.name));
        globalThis.setImmediate(() => heard++);
        expect(heard).toBe(told.length - 1);
      },
    );
    expect((await listing.readRest()).items).toHaveLength(251);
    expect(told.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(told.flat()).toEqual(names);
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

  it("asks for the next page as soon as its token is known, each once", async () => {
    const seen: string[] = [];
    const fetchPage = async ({ continueToken = "1", onContinue }: { continueToken?: string; onContinue?: Tell }) => {
      seen.push(`asks ${continueToken}`);
      await Promise.resolve();
      const next = Number(continueToken) < 3 ? String(Number(continueToken) + 1) : null;
      if (next !== null) onContinue?.(next);
      await setImmediate();
      seen.push(`reads ${continueToken}`);
      return toPage(continueToken, next);
    };
    const { items } = await startListing(fetchPage, true).readRest();
    expect(items.map(({ metadata }) => metadata.name)).toEqual(["1", "2", "3"]);
    expect(seen).toEqual(["asks 1", "asks 2", "reads 1", "reads 2", "asks 3", "reads 3"]);
  });

  it("goes by the token of the page that was read, whatever was thought before", async () => {
    const fetchPage = async ({ continueToken, onContinue }: { continueToken?: string; onContinue?: Tell }) => {
      if (continueToken === "forged") throw new Error("no such page");
      onContinue?.("forged");
      return continueToken === undefined ? toPage("a", "2") : toPage("b", null);
    };
    const { items } = await startListing(fetchPage, true).readRest();
    expect(items.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
  });

  it("asks anew for a page that failed while the one before it was read", async () => {
    let fails = true;
    const fetchPage = async ({ continueToken, onContinue }: { continueToken?: string; onContinue?: Tell }) => {
      if (continueToken === undefined) {
        onContinue?.("2");
        return toPage("a", "2");
      }
      if (!fails) return toPage("b", null);
      fails = false;
      throw new Error("cut");
    };
    const listing = startListing(fetchPage, true);
    await expect(listing.readRest()).rejects.toThrow("cut");
    expect((await listing.readRest()).items.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
  });
});
