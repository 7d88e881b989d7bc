import type { NodeState } from "#lib/graph/model.ts";

/** Signs of 16 × 16 around their middle, drawn in strokes; each state has its own, so that colour never speaks alone. */
export const STATE_SIGNS: Readonly<Record<NodeState, string>> = {
  ready: '<circle r="6.5"/><path d="M-3 .2-1 2.3 3-2.2"/>',
  progressing: '<path d="M6.5 0A6.5 6.5 0 1 1 0-6.5"/>',
  failed: '<circle r="6.5"/><path d="M-2.3-2.3 2.3 2.3M2.3-2.3-2.3 2.3"/>',
  blocked: '<path d="M-4.5-6.5H4.5M-4.5 6.5H4.5M-3-6.5V-4L3 4V6.5M3-6.5V-4L-3 4V6.5"/>',
  suspended: '<circle r="6.5"/><path d="M-1.8-2.5V2.5M1.8-2.5V2.5"/>',
  terminating: '<path d="M-5.5-4H5.5M-4-4-3.2 6.5H3.2L4-4M-2-4V-6.5H2V-4"/>',
  missing: '<circle r="6.5" stroke-dasharray="2.6 2.1"/><path d="M-2.3-2.3 2.3 2.3M2.3-2.3-2.3 2.3"/>',
  hidden: '<path d="M-7 0Q0-8 7 0 0 8-7 0ZM-5.5 5.5 5.5-5.5"/>',
  unknown: '<circle r="6.5"/><path d="M-2-1.4A2 2 0 1 1 .8.3Q0 .7 0 1.6M0 3.8V4"/>',
};

/** For a manifest, which has no state. */
export const MANIFEST_SIGN = '<path d="M-4.5-6.5H2L4.5-4V6.5H-4.5ZM-2-1.5H2M-2 2H2"/>';

export const CYCLE_SIGN = '<path d="M-5.5-1Q-5.5-4-2.5-4H5M3-6 5-4 3-2M5.5 1Q5.5 4 2.5 4H-5M-3 6-5 4-3 2"/>';
