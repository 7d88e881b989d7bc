/** Where the last choice of a theme is kept; the script in the page's head reads it before anything is painted. */
export const THEME_STORAGE_KEY = "headwater-theme";
