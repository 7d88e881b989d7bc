import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "#lib/cli/commands.ts";
import { createFolder, runCli } from "#lib/cli/run-cli.test-support.ts";
import { SHELLS } from "./shells.ts";

const scriptOf = async (shell: string) => (await runCli(["completion", shell])).out;
const hasShell = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

describe.each(SHELLS)("headwater completion %s", (shell) => {
  it("knows every command and option", async () => {
    const script = await scriptOf(shell);
    for (const { name, options } of COMMANDS) {
      expect(script).toContain(name);
      for (const option of Object.keys(options)) {
        expect(script).toContain(
          shell === "fish" ? `__fish_seen_subcommand_from ${name}' -l ${option}` : `--${option}`,
        );
      }
    }
  });

  it("is a script that the shell takes, where it is there", async () => {
    if (!hasShell(shell)) return process.stdout.write(`skipped: there is no ${shell} here\n`);
    const flag = shell === "fish" ? "--no-execute" : "-n";
    const folder = createFolder({ script: await scriptOf(shell) });
    const { status, stderr } = spawnSync(shell, [flag, join(folder.path, "script")]);
    folder.remove();
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
  });
});

describe("in bash", () => {
  it.runIf(hasShell("bash")).each([
    [["headwater", "l"], "lint"],
    [["headwater", "--v"], "--version"],
    [["headwater", "why", "--con"], "--context"],
    [["headwater", "lint", "--output", "s"], "sarif"],
    [["headwater", "lint", "-o", "g"], "github"],
    [["headwater", "export", "-f", "m"], "mermaid"],
    [["headwater", "completion", "z"], "zsh"],
    [["headwater", "lint", "/etc/host"], "/etc/hosts"],
    [["headwater", "why", "x"], ""],
  ])("%j becomes %j", async (words, expected) => {
    const program = `${await scriptOf("bash")}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _headwater; printf '%s ' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync("bash", ["-c", program]);
    const words2 = stdout.toString().trim().split(/\s+/);
    expect(words2).toContain(expected);
  });
});

describe("in fish", () => {
  it.runIf(hasShell("fish")).each([
    ["headwater l", "lint"],
    ["headwater --v", "--version"],
    ["headwater why --con", "--context"],
    ["headwater lint --output s", "sarif"],
    ["headwater lint -o g", "github"],
    ["headwater lint --fail-on n", "never"],
    ["headwater export -f m", "mermaid"],
    ["headwater completion z", "zsh"],
    ["headwater lint /etc/host", "/etc/hosts"],
    ["headwater why x", ""],
  ])("%j becomes %j", async (line, expected) => {
    const folder = createFolder({ "headwater.fish": await scriptOf("fish") });
    const program = `source ${join(folder.path, "headwater.fish")}; complete -C ${JSON.stringify(line)}`;
    const { stdout } = spawnSync("fish", ["--no-config", "-c", program]);
    folder.remove();
    const offered = stdout
      .toString()
      .split("\n")
      .map((row) => row.split("\t")[0]);
    expect(offered).toContain(expected);
  });
});
