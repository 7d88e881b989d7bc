import type { Clock } from "#lib/flux/clock.ts";
import type { ClusterAddress, OpenCluster } from "./open-cluster.ts";
import type { Paint, Terminal } from "./terminal.ts";

/** One option of a command, as help, completion and the parser need it. */
export interface Option {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** Stands for the value in the help: `NAME`. */
  readonly value?: string;
  /** The only values that there are. */
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly multiple?: boolean;
  readonly about: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What stands after the command without dashes. */
export interface Operand {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** What the shell completes it with. */
  readonly completes: "path" | "nothing" | readonly string[];
}

/** The words of a command line, understood. */
export interface Arguments {
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The last value given, or null. */
  text(option: string): string | null;
  /** All values given; commas part them too. */
  list(option: string): readonly string[];
}

/** What every command works with. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly paint: Paint;
  readonly clock: Clock;
  readonly openCluster: OpenCluster;
  /** Of Headwater itself. */
  readonly version: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** More lines of help. */
  readonly about: readonly string[];
  readonly operand: Operand | null;
  readonly options: Options;
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** Does it, and gives the exit code. Throws a UsageError over what it cannot understand. */
  run(given: Arguments, around: Surroundings): Promise<number>;
}

/** Options of the commands that read a cluster. */
export const CLUSTER_OPTIONS = {
  context: { type: "string", value: "NAME", about: "the kubeconfig's context to read; default the current one" },
  kubeconfig: { type: "string", value: "FILE", about: "the kubeconfig; default KUBECONFIG, then ~/.kube/config" },
} as const satisfies Options;

export const OUTPUT_OPTION = (choices: readonly string[]): Option => ({
  type: "string",
  short: "o",
  value: "FORMAT",
  choices,
  about: `how to write it: ${choices.join(", ")}; default ${choices[0]}`,
});

/** Options that keep a part of the graph. */
export const FILTER_OPTIONS = {
  namespace: {
    type: "string",
    short: "n",
    value: "NAME",
    multiple: true,
    about: "only of these namespaces, with commas",
  },
  state: { type: "string", value: "STATE", multiple: true, about: "only in these states, with commas" },
} as const satisfies Options;

/** Which cluster the options mean. */
export function toClusterAddress(given: Arguments, context: string | null = null): ClusterAddress {
  return { context: context ?? given.text("context"), kubeconfig: given.text("kubeconfig") };
}
