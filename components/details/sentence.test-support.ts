import { shortenRevision } from "#lib/flux/revision.ts";
import type { Sentence } from "./sentence.ts";

/** Writes a sentence with the moments left as they were given: `… {ago 12:00}`. */
export function say(sentence: Sentence): string {
  return sentence
    .map((phrase) => {
      if (typeof phrase === "string") return phrase;
      switch (phrase.kind) {
        case "node":
          return `*${phrase.name}*`;
        case "revision":
          return shortenRevision(phrase.revision);
        default:
          return `{${phrase.kind} ${phrase.since}}`;
      }
    })
    .join("");
}
