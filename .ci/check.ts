import { runCommand } from "./run-command.ts";

const CHECKS: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ["format and lint", "biome", "ci", "--error-on-warnings", "."],
  ["the types of the routes", "next", "typegen"],
  ["types", "tsc", "-p", "tsconfig.json", "--incremental", "false"],
  ["the pure rooms, with neither DOM nor Node", "tsc", "-p", "tsconfig.pure.json"],
];

const failed = CHECKS.filter(([what, command, ...args]) => {
  console.log(`\n# ${what}`);
  return runCommand(command, args) !== 0;
});
console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.map(([what]) => what).join("; ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
