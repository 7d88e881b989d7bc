/** Keeps what was made of a list of objects for as long as they are the very same, in the same order. */
export class Unchanged<Item, Value> {
  #items: readonly Item[] = [];
  #value: Value | undefined = undefined;

  /** Gives what was made of the same items, or makes it. */
  get(items: Iterable<Item>, make: (items: readonly Item[]) => Value): Value {
    const list = [...items];
    const isSame = list.length === this.#items.length && list.every((item, index) => item === this.#items[index]);
    if (this.#value !== undefined && isSame) return this.#value;
    this.#items = list;
    this.#value = make(list);
    return this.#value;
  }
}
