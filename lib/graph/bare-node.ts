import type { GraphNode, NextStep } from "./model.ts";

/** Nothing happens until somebody does something. */
export const NOTHING: NextStep = { what: "nothing", at: null, every: null };

type Bare = Pick<GraphNode, "id" | "cluster" | "kind" | "namespace" | "name" | "state">;

const NO_TIMING = { interval: null, retryInterval: null, timeout: null };
const NO_REVISION = { applied: null, attempted: null, source: null };
const NO_BLOCKS = { now: 0, ifFailed: 0 };

/** Makes a node of which no more is known than its name and state. */
export function buildBareNode(bare: Bare): GraphNode {
  return {
    ...bare,
    retrying: false,
    behind: false,
    suspended: false,
    reason: "",
    message: "",
    since: null,
    wave: 0,
    inCycle: false,
    source: null,
    revision: NO_REVISION,
    owner: null,
    path: null,
    wait: false,
    timing: NO_TIMING,
    activity: null,
    attempts: null,
    causes: [],
    blocks: NO_BLOCKS,
    next: NOTHING,
  };
}
