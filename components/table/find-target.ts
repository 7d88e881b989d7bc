/** Where a key leads from a line: to which line of so many, or null when the key means nothing here. */
export function findTarget(key: string, place: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(place + 1, last);
    case "ArrowUp":
      return Math.max(place - 1, 0);
    case "PageDown":
      return Math.min(place + page, last);
    case "PageUp":
      return Math.max(place - page, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
