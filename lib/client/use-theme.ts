import { useCallback, useSyncExternalStore } from "react";
import { Store } from "./store.ts";
import { THEME_STORAGE_KEY } from "./theme-key.ts";
import { useViewState, type ViewState } from "./use-view-state.ts";

const DARK = "(prefers-color-scheme: dark)";

/** The last choice of this page; storage does not tell its own page of a change. */
const chosen = new Store<ViewState["theme"] | null>(null);

/** The theme in force (by the address, else the last choice, else the system's) and a way to choose one. */
export function useTheme(): { readonly theme: "light" | "dark"; readonly choose: (theme: ViewState["theme"]) => void } {
  const [view, change] = useViewState();
  const stored = useSyncExternalStore(chosen.subscribe, readChosen, readSystem);
  const isSystemDark = useSyncExternalStore(subscribeToSystem, readDark, () => false);
  const wanted = view.theme === "system" ? stored : view.theme;
  const choose = useCallback(
    (theme: ViewState["theme"]) => {
      try {
        if (theme === "system") localStorage.removeItem(THEME_STORAGE_KEY);
        else localStorage.setItem(THEME_STORAGE_KEY, theme);
      } catch {
        // Without storage the choice holds for this address alone.
      }
      chosen.set(theme);
      change({ theme });
    },
    [change],
  );
  const system = isSystemDark ? "dark" : "light";
  return { theme: wanted === "system" ? system : wanted, choose };
}

function readChosen(): ViewState["theme"] {
  const choice = chosen.get();
  if (choice !== null) return choice;
  try {
    const stored = localStorage.getItem(THEME_STORAGE_KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function readSystem(): ViewState["theme"] {
  return "system";
}

function subscribeToSystem(listener: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

function readDark(): boolean {
  return matchMedia(DARK).matches;
}
