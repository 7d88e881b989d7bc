import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";

const SOURCES = ["app/**/*", "components/**/*", "lib/**/*", "public/**/*", "*.ts", "*.mjs", "package-lock.json"];
/** What no page and no route is made of. Next writes the last one itself, while it builds. */
const NO_SOURCES = /\.test\.|\.test-support\.|^lib\/(?:emulator|cli)\/|^vitest\.|^next-env\.d\.ts$/;

/** Builds the pages. Throws an Error with Next's words. */
export function build(root: string, say: (line: string) => void): void {
  say("Building Headwater: this takes a moment the first time.");
  const { status, stdout, stderr } = spawnSync(process.execPath, [findNext(root), "build"], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`.trim());
}

/** Whether there is no production build below `root`, or one that is older than its sources. */
export function isBuildOutdated(root: string): boolean {
  const stamp = path.join(root, ".next", "BUILD_ID");
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }));
  return files.some(
    (file) =>
      !NO_SOURCES.test(file.replaceAll(path.sep, "/")) &&
      statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true &&
      statSync(path.join(root, file)).mtimeMs > builtAt,
  );
}

/** Where Next's command lies: Node runs the file itself, so that no shell stands between it and a signal. */
export function findNext(root: string): string {
  return path.join(root, "node_modules", "next", "dist", "bin", "next");
}
