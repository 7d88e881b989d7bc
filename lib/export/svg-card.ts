import { toCommit } from "#lib/flux/revision.ts";
import { formatSince } from "#lib/graph/format-time.ts";
import type { Point } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { type ExportNode, toStateLabel } from "./export-graph.ts";
import { CYCLE_SIGN, MANIFEST_SIGN, STATE_SIGNS } from "./svg-icons.ts";
import { escapeXml, fitText, fitTextEnd } from "./svg-text.ts";

const TEXT_LEFT = 36;
const RIGHT = CARD_WIDTH - 12;
const AGE_WIDTH = 44;
const PILL_WIDTH = 44;

/** Draws the card of a node: sign, name, where it is, its state; `at` is the snapshot's time (RFC 3339) or null. */
export function toCard(item: ExportNode, { x, y }: Point, at: string | null): string {
  const { name, state, node } = item;
  const waiting = node.blocks.now;
  const isCause = waiting > 0 && (state !== "blocked" || node.inCycle);
  const age = at === null ? "" : formatSince(node.since, Date.parse(at));
  const isMarked = isCause || node.inCycle;
  const textWidth = RIGHT - TEXT_LEFT;
  const pillX = RIGHT - PILL_WIDTH;
  return [
    `<g class="node ${state ?? "manifest"}" transform="translate(${x} ${y})"><title>${escapeXml(toTitle(item))}</title>`,
    `<rect class="box" width="${CARD_WIDTH}" height="${CARD_HEIGHT}" rx="6"/>`,
    state === "suspended" ? `<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" rx="6" fill="url(#hatch)"/>` : "",
    `<g class="sign" transform="translate(20 20)">${state === null ? MANIFEST_SIGN : STATE_SIGNS[state]}</g>`,
    toText("name", TEXT_LEFT, 24, fitText(name, 12, textWidth - (age === "" ? 0 : AGE_WIDTH))),
    age === "" ? "" : `<text class="line" x="${RIGHT}" y="24" text-anchor="end">${escapeXml(age)}</text>`,
    toText("line", TEXT_LEFT, 40, fitText(toPlace(item), 11, textWidth)),
    toText(
      state === null ? "line" : "state",
      TEXT_LEFT,
      55,
      toStateLine(item, textWidth - (isMarked ? PILL_WIDTH : 0)),
    ),
    isCause ? toPill(pillX, waiting) : "",
    node.inCycle
      ? `<g class="mark"><g class="sign" transform="translate(${isCause ? pillX - 12 : RIGHT - 8} 50)">${CYCLE_SIGN}</g></g>`
      : "",
    "</g>",
  ].join("");
}

function toText(className: string, x: number, y: number, text: string): string {
  return text === "" ? "" : `<text class="${className}" x="${x}" y="${y}">${escapeXml(text)}</text>`;
}

/** How many wait because of it. */
function toPill(x: number, waiting: number): string {
  const sign = `<g class="sign" transform="translate(${x + 11} 50) scale(.65)">${STATE_SIGNS.blocked}</g>`;
  const box = `<rect x="${x}" y="41" width="${PILL_WIDTH}" height="18" rx="6"/>`;
  return `<g class="pill">${box}${sign}<text class="state" x="${x + 20}" y="54">${waiting}</text></g>`;
}

function toPlace({ cluster, namespace, node, state }: ExportNode): string {
  const place = cluster === "" ? namespace : `${cluster} · ${namespace}`;
  if (state === "missing") return `${place} · does not exist`;
  const revision = node.revision.applied ?? node.revision.attempted;
  return revision === null ? place : `${place} · ${toCommit(revision)}`;
}

function toStateLine({ state, node }: ExportNode, width: number): string {
  if (state === null) return fitTextEnd(node.path ?? "", 11, width);
  return fitText([toStateLabel(state), ...toStateDetail(node)].join(" · "), 11, width);
}

function toStateDetail({ state, retrying, behind, reason }: ExportNode["node"]): readonly string[] {
  if (retrying) return ["trying again"];
  if (behind) return ["behind its source"];
  return state === "failed" && reason !== "" ? [reason] : [];
}

/** What a screen reader says of the card, and what hovering shows: everything that the card may have cut short. */
function toTitle({ cluster, namespace, name, state, node }: ExportNode): string {
  const words = [`${cluster === "" ? "" : `${cluster}: `}${namespace}/${name}`];
  if (state !== null) words.push(toStateLabel(state));
  if (node.inCycle) words.push("in a cycle");
  if (node.blocks.now > 0) words.push(`blocks ${node.blocks.now}`);
  return `${words.join(", ")}${state !== null && node.message !== "" ? `. ${node.message}` : ""}`;
}
