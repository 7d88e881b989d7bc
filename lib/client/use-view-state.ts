import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { createContext, useCallback, useContext, useMemo } from "react";
import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import { type Grouping, parseGrouping } from "#lib/graph/grouping.ts";
import { NODE_STATES, type NodeState } from "#lib/graph/model.ts";
import type { Side } from "#lib/graph/traversal.ts";

/** Everything that is chosen on the screen; all of it stands in the address. */
export interface ViewState {
  readonly view: "graph" | "table";
  /** Only nodes in these states, and the way to their causes; empty for all. */
  readonly states: NodeState[];
  readonly namespaces: string[];
  readonly query: string;
  readonly selected: ObjectId | null;
  /** The open tab of the details. */
  readonly tab: string;
  /** Only this node, what it depends on and what depends on it. */
  readonly focus: ObjectId | null;
  /** Of what is in focus: both sides, only what it depends on, or only what depends on it. */
  readonly side: Side;
  /** Bring out all that would wait if the selected node failed. */
  readonly ifFailed: boolean;
  /** Bring out the ways between the selected node and this one. */
  readonly to: ObjectId | null;
  /** What the graph gathers nodes by; null for what suits a graph of that size. */
  readonly group: Grouping | "none" | null;
  /** The keys of the groups that are open. */
  readonly open: string[];
  /** Leave components out of the graph in which all is ready. */
  readonly away: boolean;
  /** The open tab of the phone's screen. */
  readonly pane: "problems" | "graph" | "findings";
  readonly theme: "light" | "dark" | "system";
}

const parseAsObjectId = createParser<ObjectId>({ parse: toKnownObjectId, serialize: (id) => id });

const parseAsGrouping = createParser<Grouping | "none">({
  parse: (text) => (text === "none" ? text : parseGrouping(text)),
  serialize: (by) => by,
});

const parsers = {
  view: parseAsStringLiteral(["graph", "table"] as const).withDefault("graph"),
  states: parseAsArrayOf(parseAsStringLiteral(NODE_STATES)).withDefault([]),
  namespaces: parseAsArrayOf(parseAsString).withDefault([]),
  query: parseAsString.withDefault(""),
  selected: parseAsObjectId,
  tab: parseAsString.withDefault("overview"),
  focus: parseAsObjectId,
  side: parseAsStringLiteral(["both", "up", "down"] as const).withDefault("both"),
  ifFailed: parseAsBoolean.withDefault(false),
  to: parseAsObjectId,
  group: parseAsGrouping,
  open: parseAsArrayOf(parseAsString).withDefault([]),
  away: parseAsBoolean.withDefault(false),
  pane: parseAsStringLiteral(["problems", "graph", "findings"] as const).withDefault("problems"),
  theme: parseAsStringLiteral(["light", "dark", "system"] as const).withDefault("system"),
};

const urlKeys = { states: "state", namespaces: "ns", query: "q", selected: "node", ifFailed: "if-failed" } as const;

/** What Back should take back; typing and switching tabs would only fill the history. */
const STEPS: readonly (keyof ViewState)[] = ["selected", "focus", "to", "view", "pane"];

/** What is followed from a node ends with it, and what is looked at from both sides begins with both. */
export function withoutTrace(change: Partial<ViewState>): Partial<ViewState> {
  return {
    ...("selected" in change ? { ifFailed: false, to: null } : {}),
    ...("focus" in change ? { side: "both" as const } : {}),
    ...change,
  };
}

export type HeldViewState = readonly [ViewState, (change: Partial<ViewState>) => void];

/** Filled by `ViewStateProvider`: reading the address costs so much that not everyone who asks may do it. */
export const ViewStateContext = createContext<HeldViewState | null>(null);

/** The chosen view and a way to change some of it. Choosing a node is a step of the browser's history, typing is none. */
export function useViewState(): HeldViewState {
  const held = useContext(ViewStateContext);
  if (held === null) throw new Error("outside of a ViewStateProvider");
  return held;
}

/** Reads the chosen view off the address; for the provider alone. */
export function useAddress(): HeldViewState {
  const [state, setState] = useQueryStates(parsers, { urlKeys, shallow: true });
  const change = useCallback(
    (change: Partial<ViewState>) => {
      const isStep = STEPS.some((key) => key in change);
      void setState(withoutTrace(change), { history: isStep ? "push" : "replace" });
    },
    [setState],
  );
  return useMemo(() => [state, change], [state, change]);
}
