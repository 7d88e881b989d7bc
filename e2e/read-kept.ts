import type { Page } from "@playwright/test";

/** The y of a node in the picture that the browser has kept; moves it there by some units first. */
export function readKept(page: Page, id: string, move = 0): Promise<number | null> {
  return page.evaluate(
    ([node, by]) =>
      new Promise<number | null>((resolve, reject) => {
        const opening = indexedDB.open("headwater");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          if (!opening.result.objectStoreNames.contains("pictures")) {
            opening.result.close();
            return resolve(null);
          }
          const change = opening.result.transaction("pictures", "readwrite");
          const pictures = change.objectStore("pictures");
          const all = pictures.getAll();
          let y: number | null = null;
          all.onsuccess = () => {
            for (const kept of all.result) {
              const { ids, ys } = kept.picture;
              const place = ids.split("\n").indexOf(node);
              y = ys[place] + by;
              ys[place] = y;
              if (by !== 0) pictures.put(kept);
            }
          };
          change.oncomplete = () => {
            opening.result.close();
            resolve(y);
          };
        };
      }),
    [id, move] as const,
  );
}
