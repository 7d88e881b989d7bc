import type { Hue } from "#components/ui/state-words.ts";

/** The colours of the theme, as the canvas takes them. */
export interface Palette {
  readonly canvas: string;
  readonly band: string;
  readonly card: string;
  readonly line: string;
  readonly fg: string;
  readonly fg2: string;
  readonly fg3: string;
  readonly edge: string;
  readonly accent: string;
  readonly font: string;
  readonly hues: Readonly<Record<Hue, HueColours>>;
}

export interface HueColours {
  readonly text: string;
  readonly solid: string;
  readonly tint: string;
  readonly line: string;
  readonly edge: string;
}

/** Reads the colours that the style sheet gives an element; `read` is that element's `getPropertyValue`. */
export function readPalette(read: (property: string) => string): Palette {
  const colour = (name: string) => read(`--${name}`).trim();
  const hue = (name: Hue): HueColours => ({
    text: colour(name),
    solid: colour(`${name}-solid`),
    tint: colour(`${name}-tint`),
    line: colour(`${name}-line`),
    edge: colour(`${name}-edge`),
  });
  return {
    canvas: colour("canvas"),
    band: colour("band"),
    card: colour("card"),
    line: colour("line"),
    fg: colour("fg"),
    fg2: colour("fg-2"),
    fg3: colour("fg-3"),
    edge: colour("edge"),
    accent: colour("accent"),
    font: read("font-family").trim(),
    hues: {
      good: hue("good"),
      move: hue("move"),
      act: hue("act"),
      wait: hue("wait"),
      held: hue("held"),
      dim: hue("dim"),
    },
  };
}
