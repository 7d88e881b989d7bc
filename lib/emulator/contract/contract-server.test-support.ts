/** Somebody who speaks to the server under contract. */
export interface ContractPerson {
  readonly user: string;
  readonly groups: readonly string[];
  readonly token: string;
}

/**
 * A Kubernetes API under contract: the emulator, or a real API server. The people have at least the rights of
 * `contract-rights.test-support.ts`.
 */
export interface ContractServer {
  readonly url: string;
  /** PEM text; null where it speaks plain HTTP. */
  readonly ca: string | null;
  readonly people: {
    /** May do everything. */
    readonly admin: ContractPerson;
    /** Looks at everything and changes nothing. */
    readonly viewer: ContractPerson;
    /** May stand for some people and some groups. */
    readonly impersonator: ContractPerson;
    /** Known, and allowed nothing. */
    readonly nobody: ContractPerson;
  };
  /** Makes a new namespace and gives its name; `suffix` is added to the name of one that was made before. */
  makeNamespace(suffix?: { readonly of: string; readonly suffix: string }): Promise<string>;
  /** Makes the server forget what was before now. A real one takes some seconds until all of it has. */
  compact(): Promise<void>;
  /** Lets seconds pass where the server's clock is one of the test's; a real server's passes by itself. */
  pass(seconds: number): void;
  /** Gives the path of a kind that nobody writes. */
  makeRestingPath(): Promise<string>;
  /** Gives a path that is likely to be answered with 429 when it is asked for next; a real server may be too quick for that. */
  makeThrottledPath(): Promise<string>;
  /** Takes away what was made, and lets go of the server. */
  close(): Promise<void>;
}

/** How the suite gets a server: once for each group of tests. */
export type OpenContractServer = () => Promise<ContractServer>;
