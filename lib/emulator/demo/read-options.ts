import { parseArgs } from "node:util";

export interface DemoOptions {
  readonly port: number;
  /** Files and folders of manifests to show instead of the demo's own fleet; empty for that one. */
  readonly from: readonly string[];
}

export const USAGE = `Usage: npm run demo -- [--port N] [--from PATH…]

  --port N       the port to serve the page on (default 3000, or PORT)
  --from PATH…   show these manifests instead: files or folders of YAML or JSON, or a fleet file`;

/** Reads the arguments. Throws an Error in plain words over one that is wrong. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): DemoOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { port: { type: "string" }, from: { type: "string", multiple: true } },
    allowPositionals: true,
  });
  const text = values.port ?? environment["PORT"] ?? "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${text}".`);
  if (positionals.length > 0 && values.from === undefined)
    throw new Error(`"${positionals[0]}" is not understood. Did you mean --from ${positionals[0]}?`);
  return { port, from: [...(values.from ?? []), ...positionals] };
}
