import type { LayoutResult } from "./layout-engine.ts";

/** The same picture as plain data, that can be cloned and compared, and that no engine has made. */
export function toPlainPicture(picture: LayoutResult): LayoutResult {
  const { nodes, edges, areas } = picture;
  return { ...picture, nodes: new Map(nodes), edges: new Map(edges), areas: [...areas] };
}
