import type { Clock } from "#lib/flux/clock.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { toRows } from "#lib/layout/picture-rows.ts";
import { findOutdated, type KeptPicture, parseKeptPicture } from "./kept-pictures.ts";
import type { PictureStore } from "./layout-desk.ts";

const DATABASE = "headwater";
const PICTURES = "pictures";

/** Keeps pictures in the browser's IndexedDB; rejects where there is none, or it is full. */
export function createIndexedPictures(factory: IDBFactory, clock: Clock): PictureStore {
  let opened: Promise<IDBDatabase> | null = null;
  const openPictures = async (mode: IDBTransactionMode) => {
    opened ??= openDatabase(factory);
    return (await opened).transaction(PICTURES, mode).objectStore(PICTURES);
  };
  return {
    async isEmpty() {
      const pictures = await openPictures("readonly");
      return (await toPromise(pictures.count())) === 0;
    },
    async load(name) {
      const pictures = await openPictures("readonly");
      return parseKeptPicture(await toPromise(pictures.get(name)));
    },
    async save(name, picture) {
      // The page waits for the picture itself: that goes before.
      await new Promise<void>((resolve) => clock.schedule(resolve, 0));
      const pictures = await openPictures("readwrite");
      const kept: KeptPicture = { name, format: PICTURE_FORMAT, savedAt: clock.now(), picture: toRows(picture).packed };
      await toPromise(pictures.put(kept));
      // The index alone is read: not one of the pictures.
      const saved: { name: string; savedAt: number }[] = [];
      await walk(pictures.index("savedAt").openKeyCursor(), ({ primaryKey, key }) =>
        saved.push({ name: String(primaryKey), savedAt: Number(key) }),
      );
      for (const outdated of findOutdated(saved)) pictures.delete(outdated);
    },
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PICTURES, { keyPath: "name" }).createIndex("savedAt", "savedAt");
  };
  return toPromise(request);
}

function toPromise<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function walk(request: IDBRequest<IDBCursor | null>, visit: (cursor: IDBCursor) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      if (request.result === null) return resolve();
      visit(request.result);
      request.result.continue();
    };
    request.onerror = () => reject(request.error);
  });
}
