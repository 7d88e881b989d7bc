import { useSyncExternalStore } from "react";

/** Which of the three arrangements the window has room for. */
export type Screen = "phone" | "narrow" | "wide";

const NARROW = "(min-width: 45rem)";
const WIDE = "(min-width: 68.75rem)";

/** Tells the arrangement: under 720 px the phone's, under 1,100 px with the problems in a drawer. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, readScreen, () => "wide");
}

function subscribe(listener: () => void): () => void {
  const queries = [NARROW, WIDE].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

function readScreen(): Screen {
  if (matchMedia(WIDE).matches) return "wide";
  return matchMedia(NARROW).matches ? "narrow" : "phone";
}
