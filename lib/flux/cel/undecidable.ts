/** Thrown where the controller would give an answer that cannot be worked out here; the message says why. */
export class UndecidableError extends Error {}
