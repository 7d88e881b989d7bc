import { hostname } from "node:os";
import * as z from "zod";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

const address = z.url({ protocol: /^https?$/, error: "should be an address such as https://headwater.example.com" });

const port = z
  .string()
  .default("3000")
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, { error: "should be a number from 0 to 65535" })
  .transform(Number);

/** Every variable that Headwater reads of its environment, and what it is for; the README's table is held to it. */
export const VARIABLES = {
  KUBECONFIG: [z.string().optional(), "The kubeconfig to read; default `~/.kube/config`, then the pod's own identity"],
  HEADWATER_CONTEXTS: [list, "Names of the contexts to read, with commas; default the current one"],
  HEADWATER_NAMESPACES: [list, "Read these namespaces only, with commas; default all"],
  HEADWATER_ACTIONS: [
    z.enum(["allow", "deny"]).optional(),
    "Whether one may act; default `allow` on a loopback address, else `deny`",
  ],
  HEADWATER_PUBLIC_URL: [
    address.optional(),
    "The address people open, where it is another than `http://HOSTNAME:PORT`",
  ],
  HEADWATER_DEMO_URL: [
    address
      .refine(isLoopbackUrl, { error: "should be an address of this machine, such as http://127.0.0.1:8000" })
      .optional(),
    "Where the embedded demo cluster is steered; set by `npm run demo`",
  ],
  HEADWATER_LINT_CONFIG: [
    z.string().optional(),
    "A file that sets the rules behind the findings, YAML or JSON; default every rule as it comes",
  ],
  HEADWATER_LOG_LEVEL: [z.enum(["debug", "info", "warn", "error", "silent"]).default("info"), "How much is logged"],
  HOSTNAME: [z.string().default("127.0.0.1"), "The address to listen on"],
  PORT: [port, "The port to listen on"],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

const schema = z.object({
  KUBECONFIG: VARIABLES.KUBECONFIG[0],
  HEADWATER_CONTEXTS: VARIABLES.HEADWATER_CONTEXTS[0],
  HEADWATER_NAMESPACES: VARIABLES.HEADWATER_NAMESPACES[0],
  HEADWATER_ACTIONS: VARIABLES.HEADWATER_ACTIONS[0],
  HEADWATER_PUBLIC_URL: VARIABLES.HEADWATER_PUBLIC_URL[0],
  HEADWATER_DEMO_URL: VARIABLES.HEADWATER_DEMO_URL[0],
  HEADWATER_LINT_CONFIG: VARIABLES.HEADWATER_LINT_CONFIG[0],
  HEADWATER_LOG_LEVEL: VARIABLES.HEADWATER_LOG_LEVEL[0],
  HOSTNAME: VARIABLES.HOSTNAME[0],
  PORT: VARIABLES.PORT[0],
});

type Environment = Readonly<Record<string, string | undefined>>;

export interface Configuration {
  readonly contexts: readonly string[];
  /** Null: all. */
  readonly namespaces: readonly string[] | null;
  readonly actions: { readonly allowed: boolean; readonly why: string };
  readonly publicUrl: string | null;
  readonly demoUrl: string | null;
  /** The file that sets the rules; null: as they come. */
  readonly lintConfig: string | null;
  readonly logLevel: string;
  readonly hostname: string;
  readonly port: number;
  /** Whether only this machine can reach the page. */
  readonly local: boolean;
}

/**
 * Reads the configuration. A HOSTNAME that is this machine's own name counts as not given: shells and containers set
 * it so by themselves, and nobody meant to listen there.
 * Throws an Error that names each variable that is wrong and what it should be.
 */
export function readConfiguration(environment: Environment, machine = hostname()): Configuration {
  const given = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, environment[name] || undefined]));
  if (given["HOSTNAME"] === machine) given["HOSTNAME"] = undefined;
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is wrong. ${faults.join("; ")}`);
  }
  const value = parsed.data;
  const local = isLoopback(value.HOSTNAME);
  return {
    contexts: value.HEADWATER_CONTEXTS,
    namespaces: value.HEADWATER_NAMESPACES.length === 0 ? null : value.HEADWATER_NAMESPACES,
    actions: decideActions(value.HEADWATER_ACTIONS, local),
    publicUrl: value.HEADWATER_PUBLIC_URL ?? null,
    demoUrl: value.HEADWATER_DEMO_URL ?? null,
    lintConfig: value.HEADWATER_LINT_CONFIG ?? null,
    logLevel: value.HEADWATER_LOG_LEVEL,
    hostname: value.HOSTNAME,
    port: value.PORT,
    local,
  };
}

/** Whether an address or a name means this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && isLoopback(new URL(text).hostname);
}

function decideActions(wish: "allow" | "deny" | undefined, local: boolean): Configuration["actions"] {
  if (wish === "allow") return { allowed: true, why: "" };
  if (wish === "deny") return { allowed: false, why: "Actions are switched off here (HEADWATER_ACTIONS=deny)." };
  if (local) return { allowed: true, why: "" };
  return {
    allowed: false,
    why: "Others can reach this page and it does not know who they are, so it only shows (HEADWATER_ACTIONS=allow changes that).",
  };
}
