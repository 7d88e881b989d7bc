import { type Hue, STATE_HUES, THEMES, type Theme } from "./palette.ts";

/** The picture's own style sheet: light, and dark where the reader's system asks for it. */
export function toSvgStyles(): string {
  return [
    "text{font-family:Inter,system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}",
    ".title{font-size:13px;font-weight:600}",
    ".heading,.line{font-size:11px}",
    ".name{font-size:12px;font-weight:500}",
    ".state{font-size:11px;font-weight:500}",
    ".sign{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}",
    ".edge{fill:none;stroke-width:1}",
    ".blocking,.unknown,.missing,.cycle{stroke-width:1.5}",
    ".edge.unknown{stroke-dasharray:1.5 3}",
    ".edge.missing{stroke-dasharray:4 3}",
    ".edge.cycle{stroke-dasharray:7 3 1.5 3}",
    ".node.missing .box,.node.unknown .box{stroke-dasharray:4 3}",
    ".node.hidden .box{stroke-dasharray:1.5 3}",
    ".node.terminating .name{text-decoration:line-through}",
    ".failed .box{stroke-width:1.5}",
    toThemeRules(THEMES.light),
    `@media (prefers-color-scheme:dark){${toThemeRules(THEMES.dark)}}`,
  ].join("");
}

function toThemeRules(theme: Theme): string {
  const { act, wait, dim } = theme.hues;
  return [
    `.canvas{fill:${theme.canvas}}`,
    `.area{fill:${theme.band}}`,
    `.hairline{stroke:${theme.line}}`,
    `text{fill:${theme.fg}}`,
    `.heading,.line{fill:${theme.quiet}}`,
    `.box{fill:${theme.card};stroke:${theme.line}}`,
    `.sign{stroke:${theme.quiet}}`,
    `.edge{stroke:${theme.edge}}`,
    ...Object.entries(STATE_HUES).map(([state, hue]) => toStateRules(state, theme, hue)),
    `.node.ready .box{fill:${theme.card};stroke:${theme.line}}`,
    `.node.terminating .box,.node.missing .box,.node.hidden .box,.node.unknown .box{fill:${theme.canvas}}`,
    `.failed .box{stroke:${act.edge}}`,
    `.hatch{stroke:${theme.card}}`,
    `.pill rect{fill:${wait.tint};stroke:${wait.line}}.node .pill .state{fill:${wait.ink}}.node .pill .sign{stroke:${wait.ink}}`,
    `.node .mark .sign{stroke:${act.ink}}`,
    `.edge.blocking{stroke:${wait.edge}}.edge.unknown{stroke:${dim.edge}}.edge.missing,.edge.cycle{stroke:${act.edge}}`,
    `.tip-planned{fill:${theme.edge}}.tip-blocking{fill:${wait.edge}}.tip-unknown{fill:${dim.edge}}.tip-missing,.tip-cycle{fill:${act.edge}}`,
  ].join("");
}

function toStateRules(state: string, { hues }: Theme, hue: Hue): string {
  const { ink, tint, line } = hues[hue];
  const node = `.node.${state}`;
  return `${node} .box{fill:${tint};stroke:${line}}${node} .sign{stroke:${ink}}${node} .state{fill:${ink}}`;
}
