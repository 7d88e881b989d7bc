import { searchNodes } from "#lib/client/search-nodes.ts";
import type { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { type Actions, useActions } from "#lib/client/use-action.ts";
import { useMe } from "#lib/client/use-me.ts";
import { useTheme } from "#lib/client/use-theme.ts";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";
import { downloadGraph, EXPORT_FORMATS } from "./export-formats.ts";
import { NO_FILTERS } from "./filter-menu.tsx";

type Snapshot = NonNullable<ReturnType<typeof useSnapshot>>;
type Node = Snapshot["nodes"][number];

/** A line of the palette that does something. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Why it cannot be done; null when it can. */
  readonly refused: string | null;
  readonly run: () => void;
}

export interface Found {
  readonly nodes: readonly Node[];
  readonly commands: readonly Command[];
}

const NOTHING: Pick<Snapshot, "nodes" | "problems"> = { nodes: [], problems: [] };
const MOST_NODES = 8;
const MOST_TARGETS = 4;

const STATE_COMMANDS: readonly (readonly [ViewState["states"][number], string])[] = [
  ["failed", "Show only failed"],
  ["blocked", "Show only blocked"],
  ["missing", "Show only missing"],
  ["suspended", "Show only suspended"],
  ["progressing", "Show only progressing"],
  ["ready", "Show only ready"],
];

/** Finds what a typed text may mean: Kustomizations by name, and commands, also with a name after them (`reconcile apps`). */
export function useCommands(snapshot: Snapshot | null, text: string, onKeys: () => void): Found {
  const [view, change] = useViewState();
  const { choose } = useTheme();
  const actions = useActions();
  const me = useMe();
  const refused = me === null || me.may.act ? null : me.may.why || "You may only look here";
  const { nodes, problems } = snapshot ?? NOTHING;

  const [verb = "", ...rest] = text.trim().toLowerCase().split(/\s+/);
  const isVerb = (word: string) => verb.length >= 3 && word.startsWith(verb);
  const target = rest.join(" ");
  const selected = nodes.filter(({ id }) => id === view.selected);
  const targets = target === "" ? selected : searchNodes({ nodes, problems }, target, MOST_TARGETS);
  const about = text.trim() === "" ? selected : isVerb("reconcile") || isVerb("focus") ? targets : [];
  const ofNodes = about.flatMap((node) => [
    ...(text.trim() === "" || isVerb("reconcile") ? toReconciles(node, actions, refused) : []),
    ...(text.trim() === "" || isVerb("focus")
      ? [toCommand(`focus ${node.id}`, `Focus on ${node.name}`, () => change({ focus: node.id, selected: node.id }))]
      : []),
  ]);

  const query = text.trim();
  const general = [
    ...STATE_COMMANDS.map(([state, label]) => toCommand(state, label, () => change({ states: [state] }))),
    toCommand("everything", "Show everything", () => change(NO_FILTERS)),
    toCommand("graph", "Go to the graph", () => change({ view: "graph" })),
    toCommand("table", "Go to the table", () => change({ view: "table" })),
    toCommand("light", "Use the light theme", () => choose("light")),
    toCommand("dark", "Use the dark theme", () => choose("dark")),
    toCommand("system", "Use the system's theme", () => choose("system")),
    toCommand("keys", "List the keys", onKeys),
    ...EXPORT_FORMATS.map(([format, label]) =>
      toCommand(`export ${format}`, `Export: ${label}`, () => downloadGraph(format, view)),
    ),
  ].filter(({ label }) =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => label.toLowerCase().includes(word)),
  );
  const search = query === "" ? [] : [toCommand("query", `Show only what matches “${query}”`, () => change({ query }))];
  return {
    nodes: ofNodes.length > 0 && query !== "" ? [] : searchNodes({ nodes, problems }, query, MOST_NODES),
    commands: [...ofNodes, ...general, ...search],
  };
}

function toReconciles(node: Node, { start }: Actions, refused: string | null): Command[] {
  if (node.state === "missing" || node.state === "hidden") return [];
  const targets = [node.id];
  return [
    {
      id: `reconcile ${node.id}`,
      label: `Reconcile ${node.name}`,
      refused,
      run: () => void start({ action: "reconcile", targets }),
    },
    {
      id: `reconcile-source ${node.id}`,
      label: `Reconcile ${node.name} with source`,
      refused,
      run: () => void start({ action: "reconcile", targets, withSource: true }),
    },
  ];
}

function toCommand(id: string, label: string, run: () => void): Command {
  return { id, label, refused: null, run };
}
