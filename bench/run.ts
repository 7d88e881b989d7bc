import { type Row, toTable } from "./row.ts";
import { SUITES } from "./suites.ts";

/** `npm run bench [-- suite…] [--json]`: measures each suite, or those that are named, and prints a table or data. */
const json = process.argv.includes("--json");
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = named.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}. There are ${Object.keys(SUITES).join(", ")}.`);
  process.exit(1);
}
const rows: Row[] = [];
for (const [name, suite] of Object.entries(SUITES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  if (!json) console.error(`measuring ${name}…`);
  rows.push(...(await suite()));
}
console.log(json ? JSON.stringify(rows, null, 2) : toTable(rows));
process.exit(0);
