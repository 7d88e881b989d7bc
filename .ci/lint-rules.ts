import { readFileSync, writeFileSync } from "node:fs";
import { ROOMS, type Room } from "./rooms.ts";

const SETTINGS_FILE = new URL("../biome.json", import.meta.url);
const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.test-support.ts"];
const SEEDED_PROPERTIES = "lib/flux/fast-check.test-support.ts";

/** Turns the table of rooms into the linter's overrides: one a room, naming what it may not import, and one for tests. */
export function toImportOverrides(): readonly object[] {
  const rooms = Object.entries(ROOMS).map(([folder, room]) =>
    toOverride([`${folder}/**`, ...TESTS.map((pattern) => `!${pattern}`)], toOptions(folder, room)),
  );
  const paths = { "fast-check": `Import { fc } from #${SEEDED_PROPERTIES}, which gives it a seed` };
  return [...rooms, toOverride([...TESTS, `!${SEEDED_PROPERTIES}`], { paths })];
}

function toOverride(includes: readonly string[], options: object): object {
  return { includes, linter: { rules: { style: { noRestrictedImports: { level: "error", options } } } } };
}

function toOptions(folder: string, { rooms, packages }: Room): object {
  const allowed = [folder, ...rooms].map((room) => `!#${room}/**`);
  const patterns: object[] = [
    { group: ["#*/**", ...allowed], message: `${folder} may not import this room: see .ci/rooms.ts` },
    { group: ["../**"], message: "Write the path from the top, as #lib/… or #components/…" },
  ];
  if (packages !== "any") {
    const free = packages.map((name) => `!${name}`);
    patterns.push({
      group: ["*", "@*/*", "node:*", "!#*", "!./*", ...free],
      message: `${folder} is pure: it may import ${packages.length === 0 ? "no package" : packages.join(", ")}`,
    });
  }
  return { patterns };
}

/** Reads the settings that the linter uses. */
export function readSettings(): { overrides: object[] } & Record<string, unknown> {
  return JSON.parse(readFileSync(SETTINGS_FILE, "utf8"));
}

/** Gives the overrides that are not about imports between rooms. */
export function withoutImportOverrides(overrides: readonly object[]): object[] {
  return overrides.filter((override) => !JSON.stringify(override).includes("noRestrictedImports"));
}

if (process.argv.includes("--write")) {
  const settings = readSettings();
  const overrides = [...withoutImportOverrides(settings.overrides), ...toImportOverrides()];
  writeFileSync(SETTINGS_FILE, `${JSON.stringify({ ...settings, overrides }, null, 2)}\n`);
}
