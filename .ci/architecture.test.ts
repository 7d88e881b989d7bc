import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings, toImportOverrides, withoutImportOverrides } from "./lint-rules.ts";
import { ROOMS } from "./rooms.ts";
import { ROOT } from "./run-command.ts";

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g;
const isTest = (file: string) => /\.(test|test-support)\.tsx?$/.test(file);
const roomOf = (file: string) => Object.keys(ROOMS).find((folder) => file.startsWith(`${folder}/`));

const files = Object.keys(ROOMS)
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }))
  .filter((file) => !isTest(file));

const imports = files.flatMap((file) => {
  const text = readFileSync(`${ROOT}${file}`, "utf8");
  return [...text.matchAll(IMPORT)].map((match) => ({ file, target: match[1] ?? match[2] ?? "" }));
});

function isAllowed(file: string, target: string): boolean {
  const folder = roomOf(file);
  const room = folder === undefined ? undefined : ROOMS[folder];
  if (folder === undefined || room === undefined) return false;
  if (target.startsWith(".")) return roomOf(posix.normalize(posix.join(posix.dirname(file), target))) === folder;
  if (target.startsWith("#")) {
    const other = roomOf(target.slice(1));
    return other === folder || (other !== undefined && room.rooms.includes(other));
  }
  return room.packages === "any" || room.packages.some((name) => target === name || target.startsWith(`${name}/`));
}

describe("the rooms", () => {
  it("hold files that import something", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(200);
  });

  it("import only what the table allows", () => {
    const broken = imports.filter(({ file, target }) => !isAllowed(file, target));
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it("do not depend on each other in a circle", () => {
    const reach = (from: string, seen = new Set<string>()): Set<string> => {
      for (const next of ROOMS[from]?.rooms ?? []) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    const circles = Object.keys(ROOMS).filter((room) => room.startsWith("lib/") && reach(room).has(room));
    expect(circles).toEqual([]);
  });

  it("are what the linter is told", () => {
    const { overrides } = readSettings();
    const told = overrides.filter((override) => !withoutImportOverrides(overrides).includes(override));
    expect(told).toEqual(toImportOverrides());
  });

  it("have no barrels, and files in kebab-case", () => {
    const names = files.map((file) => posix.basename(file));
    expect(names.filter((name) => /^index\.tsx?$/.test(name))).toEqual([]);
    const odd = files.filter(
      (file) => !file.startsWith("app/") && !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(posix.basename(file)),
    );
    expect(odd).toEqual([]);
  });
});
