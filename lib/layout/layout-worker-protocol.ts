import type { LayoutEngine, LayoutInput, LayoutResult } from "./layout-engine.ts";

/** What the page asks its layout worker; `request` counts up, so that an outdated answer is known as such. */
export interface LayoutRequest {
  readonly request: number;
  readonly input: LayoutInput;
  /** What the picture is of, over time; its last picture is kept under this name for the next visit. Absent: not kept. */
  readonly scene?: string;
}

/** The picture, or why there is none. */
export type LayoutReply =
  | { readonly request: number; readonly result: LayoutResult }
  | { readonly request: number; readonly error: string };

/** Answers one request; an engine that throws is an answer too. */
export function answerLayoutRequest(engine: LayoutEngine, { request, input }: LayoutRequest): LayoutReply {
  try {
    return { request, result: engine.layout(input) };
  } catch (error) {
    return { request, error: error instanceof Error ? error.message : String(error) };
  }
}
