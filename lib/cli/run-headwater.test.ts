import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { COMMANDS } from "./commands.ts";
import { runCli } from "./run-cli.test-support.ts";

describe("headwater", () => {
  it.each([
    [["--help"], 0],
    [["-h"], 0],
    [["help"], 0],
    [[], 2],
  ])("%j says what there is, with %i", async (words, code) => {
    const run = await runCli(words);
    expect(run.code).toBe(code);
    for (const { name, summary } of COMMANDS) expect(run.out).toContain(`${name.padEnd(10)}  ${summary}`);
  });

  it.each([["--version"], ["-V"], ["version"]])("%s says the version", async (word) =>
    expect(await runCli([word])).toMatchObject({ code: 0, out: "headwater 1.2.3\n" }),
  );

  it.each(COMMANDS.map(({ name }) => name))("%s explains itself with examples", async (name) => {
    const byOption = await runCli([name, "--help"]);
    expect(byOption).toMatchObject({ code: 0, err: "" });
    expect(byOption.out).toContain("Examples");
    expect(byOption.out).toContain(`headwater ${name}`);
    expect((await runCli(["help", name])).out).toBe(byOption.out);
    expect((await runCli([name, "-h"])).out).toBe(byOption.out);
  });

  it.each<[string, string[], string, string]>([
    ["a command that there is not", ["lnt"], 'There is no command "lnt". Did you mean lint?', "Run headwater --help"],
    ["nothing near it", ["frobnicate"], 'There is no command "frobnicate".', "Run headwater --help"],
    [
      "an option that there is not",
      ["lint", "--fail-onn", "error"],
      'There is no option "--fail-onn". Did you mean --fail-on?',
      "Run headwater lint --help",
    ],
    ["a short option that there is not", ["why", "x", "-z"], 'There is no option "-z".', "Run headwater why --help"],
    ["an option before the command", ["--context", "x"], 'There is no option "--context".', "Run headwater --help"],
    [
      "a value that there is not",
      ["lint", "-o", "sarf"],
      'There is no -o "sarf". Did you mean sarif?',
      "Choose one of text, json, sarif, github.",
    ],
    ["a value that is lacking", ["graph", "--context"], "--context needs a value: --context NAME.", ""],
    ["an empty value", ["graph", "--context="], "--context needs a value: --context NAME.", ""],
    ["a value for a switch", ["graph", "--tree=yes"], "--tree takes no value.", ""],
    ["too few operands", ["why"], "headwater why needs NAME.", "Run headwater why --help"],
    ["too many operands", ["why", "a", "b"], '"b" is one too many.', "Run headwater why --help"],
    ["one operand of two", ["diff", "a"], "headwater diff needs 2 PATHs.", "Run headwater diff --help"],
    ["an operand that is empty", ["lint", "a", ""], "A PATH is empty.", "Is a variable of your shell not set?"],
    ["help on a command that there is not", ["help", "lnt"], "Did you mean lint?", "Run headwater --help"],
    [
      "a state that there is not",
      ["graph", "--state", "faild"],
      'There is no state "faild". Did you mean failed?',
      "Choose among",
    ],
    ["no format", ["export", "."], "headwater export needs a format.", "Add --format"],
    [
      "a shell that there is not",
      ["completion", "fishy"],
      'There is no completion for "fishy". Did you mean fish?',
      "Choose one of",
    ],
  ])("says of %s what was meant, and exits with 2", async (_, words, message, fix) => {
    const { code, out, err } = await runCli(words);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err.split("\n")[0]).toMatch(/^headwater: /);
    expect(err).toContain(`${message}\n`);
    expect(err).toContain(fix);
  });

  it("takes what stands after -- for operands", async () => {
    const { err } = await runCli(["why", "--", "-x"]);
    expect(err).toContain("There is no Kustomization -x.");
  });
});

describe("colours", () => {
  const objects = [ks("web", { ready: { status: "False", reason: "BuildFailed", message: "no" } })];
  const isColoured = (text: string) => text.includes("\u001b[");

  it.each<[string, Record<string, string>, boolean, boolean]>([
    ["on a terminal", {}, true, true],
    ["into a file", {}, false, false],
    ["with NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["with an empty NO_COLOR, which counts as none", { NO_COLOR: "" }, true, true],
    ["on a dumb terminal", { TERM: "dumb" }, true, false],
  ])("%s", async (_, env, isTerminal, expected) => {
    for (const words of [["why", "web"], ["graph"], ["problems"], ["graph", "--help"]]) {
      expect(isColoured((await runCli(words, { objects, env, isTerminal })).out), words.join(" ")).toBe(expected);
    }
  });

  it("draws with ASCII where the locale is no UTF-8", async () => {
    const { out } = await runCli(["problems"], { objects, env: { LC_ALL: "C" } });
    expect([...out].filter((letter) => letter > "~" && letter !== "·")).toEqual([]);
  });

  it("lets no message steer the terminal", async () => {
    const message = "\u001b[2Jcleared\u0007\r\u009b1m";
    const hostile = [ks("web", { ready: { status: "False", reason: "BuildFailed", message } })];
    for (const words of [["why", "web"], ["problems"]]) {
      const { out } = await runCli(words, { objects: hostile });
      expect(out).toContain("cleared");
      expect([...out].filter((letter) => letter < " " && letter !== "\n")).toEqual([]);
      expect(out).not.toContain("\u009b");
    }
  });
});
