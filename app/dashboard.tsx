"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import { SnapshotProvider } from "#lib/client/snapshot-source.tsx";
import { useScreen } from "#lib/client/use-screen.ts";
import { useTheme } from "#lib/client/use-theme.ts";
import { ViewStateProvider } from "#lib/client/view-state-provider.tsx";
import { DemoBar } from "./demo-bar.tsx";
import { DesktopScreen } from "./shell/desktop-screen.tsx";
import { loadKeysDialog, loadPalette } from "./shell/parts.ts";
import { PhoneScreen } from "./shell/phone-screen.tsx";
import { usePreloadedParts } from "./shell/use-preloaded-parts.ts";
import { useShortcuts } from "./shell/use-shortcuts.ts";

const Palette = dynamic(() => loadPalette().then((module) => module.Palette), { ssr: false });
const KeysDialog = dynamic(() => loadKeysDialog().then((module) => module.KeysDialog), { ssr: false });

/** The whole page: the live snapshot, and the screen that the window has room for. */
export function Dashboard() {
  return (
    <SnapshotProvider>
      <ViewStateProvider>
        <Screens />
      </ViewStateProvider>
    </SnapshotProvider>
  );
}

function Screens() {
  const screen = useScreen();
  const { theme } = useTheme();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const search = useCallback(() => setOpen("palette"), []);
  const keys = useCallback(() => setOpen("keys"), []);
  const close = useCallback(() => setOpen(null), []);
  usePreloadedParts();
  useShortcuts({ onSearch: search, onKeys: keys });
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return (
    <>
      {screen === "phone" ? (
        <PhoneScreen onSearch={search} demoBar={<DemoBar isPhone />} />
      ) : (
        <DesktopScreen onSearch={search} hasRoomForProblems={screen === "wide"} demoBar={<DemoBar isPhone={false} />} />
      )}
      {open === "palette" && <Palette onClose={close} onKeys={keys} />}
      {open === "keys" && <KeysDialog open onClose={close} />}
    </>
  );
}
