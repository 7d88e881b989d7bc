/** The height of window that the picture is composed for when only its shape is known, in pixels. */
const WINDOW_HEIGHT = 800;

/** The zoom at which a picture of this size fits a window of this shape, 800 px high. */
export function fitZoom({ width, height }: { width: number; height: number }, aspect: number): number {
  return Math.min((WINDOW_HEIGHT * aspect) / Math.max(1, width), WINDOW_HEIGHT / Math.max(1, height));
}

/**
 * Rounds the shape of a window to steps of about an eighth, so that a small change of its size is none of the picture's.
 * Stays between 1:4 and 8:1; a window without any size counts as one of 1140 × 800.
 */
export function toLayoutAspect(width: number, height: number): number {
  const aspect = width > 0 && height > 0 ? width / height : 1140 / 800;
  const step = Math.round(Math.log2(Math.max(0.25, Math.min(8, aspect))) * 6);
  return Number((2 ** (step / 6)).toFixed(4));
}
