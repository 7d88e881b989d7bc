import { useEffect, useRef } from "react";

/** Remembers what had the keyboard's focus when something opened, and gives it back when that closes. */
export function useReturnedFocus(isOpen: boolean): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    before.current = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body || !activeElement.isConnected;
      if (isLost && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, [isOpen]);
}
