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
  /** For words on `solid`. */
  readonly onSolid: string;
}

/** Reads the colours that the style sheet gives an element; `read` is that element's `getPropertyValue`. */
export function readPalette(read: (property: string) => string): Palette {
  const colour = (name: string) => read(`--${name}`).trim();
  const [canvas, fg] = [colour("canvas"), colour("fg")];
  const hue = (name: Hue): HueColours => ({
    text: colour(name),
    solid: colour(`${name}-solid`),
    onSolid: chooseContrast(colour(`${name}-solid`), fg, canvas),
    tint: colour(`${name}-tint`),
    line: colour(`${name}-line`),
    edge: colour(`${name}-edge`),
  });
  return {
    canvas,
    band: colour("band"),
    card: colour("card"),
    line: colour("line"),
    fg,
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

/** Gives which of two colours is told better from a ground; all as the style sheet has them, `#rrggbb`. */
export function chooseContrast(ground: string, one: string, other: string): string {
  const [own, light, dark] = [toLuminance(ground), toLuminance(one), toLuminance(other)];
  return toContrast(own, light) >= toContrast(own, dark) ? one : other;
}

/** The contrast ratio of WCAG 2, from 1 to 21. */
function toContrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The relative luminance of WCAG 2, from 0 to 1. */
function toLuminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255 || 0);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
