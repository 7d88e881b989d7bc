/**
 * The parts of the page that are not in its first load. They are fetched when they are wanted, or before by
 * `usePreloadedParts`: both through these, for a bundler may cut another import of the same file differently.
 */
export const loadGraphPane = () => import("#components/graph/graph-pane.tsx");
export const loadTablePane = () => import("#components/table/table-pane.tsx");
export const loadDetailsPanel = () => import("#components/details/details-panel.tsx");
export const loadDrawer = () => import("#components/ui/drawer.tsx");
export const loadFindingsDrawer = () => import("./findings-drawer.tsx");
export const loadPalette = () => import("./palette.tsx");
export const loadKeysDialog = () => import("./keys-dialog.tsx");
export const loadAccessDialog = () => import("./access-dialog.tsx");
