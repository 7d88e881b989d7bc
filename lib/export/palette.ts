import type { NodeState } from "#lib/graph/model.ts";

export type Hue = "good" | "move" | "act" | "wait" | "held" | "dim";

/** The colours of one hue: text and icon, ground, border, edge. */
export interface HueColours {
  readonly ink: string;
  readonly tint: string;
  readonly line: string;
  readonly edge: string;
}

export interface Theme {
  readonly canvas: string;
  readonly band: string;
  readonly card: string;
  readonly line: string;
  readonly fg: string;
  readonly quiet: string;
  readonly edge: string;
  readonly hues: Readonly<Record<Hue, HueColours>>;
}

/** Which kind of attention a state asks for: the hue says it, and a word or an icon stands beside it. */
export const STATE_HUES: Readonly<Record<NodeState, Hue>> = {
  failed: "act",
  missing: "act",
  blocked: "wait",
  suspended: "held",
  terminating: "move",
  progressing: "move",
  unknown: "dim",
  hidden: "dim",
  ready: "good",
};

/** The page's colours as plain values: a file that leaves the page takes them along. */
export const THEMES: Readonly<Record<"light" | "dark", Theme>> = {
  light: {
    canvas: "#f4f6f8",
    band: "#eef1f4",
    card: "#ffffff",
    line: "#e1e6eb",
    fg: "#12181e",
    quiet: "#5d6976",
    edge: "#b5c0cb",
    hues: {
      good: { ink: "#18724a", tint: "#f9fcfa", line: "#9ec4b3", edge: "#a6d7bd" },
      move: { ink: "#0a6f92", tint: "#eff6f8", line: "#98c3d1", edge: "#17809a" },
      act: { ink: "#b8231b", tint: "#fbecea", line: "#e1a39f", edge: "#d53f2e" },
      wait: { ink: "#7a5200", tint: "#fef8ef", line: "#cfc1a3", edge: "#c98a14" },
      held: { ink: "#5a30cf", tint: "#f4f1fd", line: "#baa8eb", edge: "#5f33e0" },
      dim: { ink: "#5b656f", tint: "#f8f8f9", line: "#babec3", edge: "#959eaa" },
    },
  },
  dark: {
    canvas: "#0a0c0f",
    band: "#0e1115",
    card: "#151a1f",
    line: "#20262d",
    fg: "#e9edf1",
    quiet: "#8995a1",
    edge: "#3a444f",
    hues: {
      good: { ink: "#6fc299", tint: "#172122", line: "#1e3e32", edge: "#1f4735" },
      move: { ink: "#8adff2", tint: "#192930", line: "#2c6d7e", edge: "#318398" },
      act: { ink: "#ff8078", tint: "#422729", line: "#913d3a", edge: "#b5463f" },
      wait: { ink: "#f4c551", tint: "#252722", line: "#706031", edge: "#af903b" },
      held: { ink: "#ad8fff", tint: "#222135", line: "#5f3e95", edge: "#7447b7" },
      dim: { ink: "#9aa5b0", tint: "#1c2227", line: "#3c444c", edge: "#464e57" },
    },
  },
};
