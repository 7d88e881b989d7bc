import { type Emphasis, NO_EMPHASIS, type Strength, toEdgeStrength, toNodeStrength } from "./find-emphasis.ts";

/** The part of an element that is used. */
export interface Painted {
  readonly dataset: { [name: string]: string | undefined };
}

type ReadStrength = (emphasis: Emphasis) => Strength;

/**
 * Writes to each card and edge how strongly it is drawn, past React: a hover changes nearly all of them, and rendering
 * them all would take longer than the fade.
 */
export class StrengthPainter {
  readonly #elements = new Map<Painted, ReadStrength>();
  #emphasis: Emphasis = NO_EMPHASIS;

  /** Paints an element from now on; the function it gives ends that. */
  add(element: Painted, kind: "node" | "edge", key: string): () => void {
    const toStrength = kind === "node" ? toNodeStrength : toEdgeStrength;
    const read: ReadStrength = (emphasis) => toStrength(emphasis, key);
    this.#elements.set(element, read);
    paint(element, read(this.#emphasis));
    return () => {
      if (this.#elements.get(element) === read) this.#elements.delete(element);
    };
  }

  /** Paints all elements anew. */
  show(emphasis: Emphasis): void {
    if (emphasis === this.#emphasis) return;
    this.#emphasis = emphasis;
    for (const [element, read] of this.#elements) paint(element, read(emphasis));
  }
}

function paint({ dataset }: Painted, strength: Strength): void {
  if (dataset["strength"] !== strength) dataset["strength"] = strength;
}
