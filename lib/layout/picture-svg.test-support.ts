import { hasHeadings } from "./area-padding.ts";
import { toEdgePath } from "./edge-path.ts";
import type { LayoutResult } from "./layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "./sizes.ts";

/** A plain drawing of a picture, to be kept and looked at: areas, edges over them, cards with the last part of their id. */
export function toSvg({ width, height, nodes, edges, areas }: LayoutResult): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.max(1, width)} ${Math.max(1, height)}" font-family="sans-serif">`,
    "<style>.area{fill:#0e1115}.edge{fill:none;stroke:#6c7b8a;stroke-width:2}.card{fill:#172122;stroke:#2f6b50}text{fill:#e9edf1;font-size:22px}.wave{fill:#8995a1}</style>",
    '<rect width="100%" height="100%" fill="#0a0c0f"/>',
    ...areas.map((area) => `<rect class="area" rx="8" ${toBox(area.x, area.y, area.width, area.height)}/>`),
    ...areas
      .filter(hasHeadings)
      .flatMap(({ waves, y }) =>
        waves.map(({ wave, x }) => `<text class="wave" x="${x}" y="${y + 26}">Wave ${wave}</text>`),
      ),
    ...[...edges.values()].map((points) => `<path class="edge" d="${toEdgePath(points)}"/>`),
    ...[...nodes].map(([id, { x, y }]) => {
      const name = id.slice(id.lastIndexOf("/") + 1).slice(0, 18);
      const text = `<text x="${x + 12}" y="${y + 40}">${name}</text>`;
      return `<rect class="card" rx="6" ${toBox(x, y, CARD_WIDTH, CARD_HEIGHT)}/>${text}`;
    }),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function toBox(x: number, y: number, width: number, height: number): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}
