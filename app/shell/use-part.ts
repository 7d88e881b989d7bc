import { useEffect, useState } from "react";

type Load<Module> = () => Promise<Module>;

const fetched = new Map<Load<unknown>, unknown>();

/** Fetches a part of the page, so that `usePart` has it when it is asked. */
export async function fetchPart<Module>(load: Load<Module>): Promise<Module> {
  const module = await load();
  fetched.set(load, module);
  return module;
}

/**
 * A part of the page; null while it is not there. What was fetched before is there in the first render: React's own way,
 * `lazy`, waits for it all the same, and then shows what stands in its place for 300 ms at least. Throws what the
 * fetching failed with.
 */
export function usePart<Module>(load: Load<Module>): Module | null {
  const [state, setState] = useState<{ readonly module: Module | null; readonly failure: { cause: unknown } | null }>(
    () => ({ module: (fetched.get(load) as Module | undefined) ?? null, failure: null }),
  );
  const isThere = state.module !== null;
  useEffect(() => {
    if (isThere) return;
    let isWanted = true;
    fetchPart(load).then(
      (module) => isWanted && setState({ module, failure: null }),
      (cause: unknown) => isWanted && setState({ module: null, failure: { cause } }),
    );
    return () => {
      isWanted = false;
    };
  }, [load, isThere]);
  if (state.failure !== null) throw state.failure.cause;
  return state.module;
}
