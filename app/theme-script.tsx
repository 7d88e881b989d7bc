import { THEME_STORAGE_KEY } from "#lib/client/theme-key.ts";

const SCRIPT = `(() => {
  const known = ["light", "dark"];
  let theme = new URLSearchParams(location.search).get("theme");
  try { if (!known.includes(theme)) theme = localStorage.getItem(${JSON.stringify(THEME_STORAGE_KEY)}); } catch {}
  if (!known.includes(theme)) theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
})()`;

/** Sets the theme before the first paint: by the address, else the last choice, else the system's. */
export function ThemeScript() {
  return <script>{SCRIPT}</script>;
}
