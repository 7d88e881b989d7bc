import type { Page } from "@playwright/test";

/** The part of React's own tree that is read: what its developer tools read to show what was rendered. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly memoizedProps: { readonly id?: unknown; readonly node?: { readonly id?: unknown } } | null;
}

declare global {
  interface Window {
    headwaterRenders: { components: number; nodes: string[] };
    __REACT_DEVTOOLS_GLOBAL_HOOK__: object;
  }
}

/** What was rendered since it was last asked: how many components, and the ids of the nodes that some of them are of. */
export interface Renders {
  readonly components: number;
  readonly nodes: readonly string[];
}

/** Has React tell a page of what it renders, in production too; before the page is opened. */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const renders = { components: 0, nodes: [] as string[] };
    window.headwaterRenders = renders;
    const PERFORMED_WORK = 1;
    const COMPONENT_TAGS = new Set([0, 11, 14, 15]);
    const walk = (fiber: Fiber) => {
      const before = fiber.alternate;
      if (COMPONENT_TAGS.has(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0) {
        renders.components++;
        const { id, node } = fiber.memoizedProps ?? {};
        for (const named of [id, node?.id]) if (typeof named === "string") renders.nodes.push(named);
      }
      // Below the same child nothing was touched.
      if (before !== null && before.child === fiber.child) return;
      for (let child = fiber.child; child !== null; child = child.sibling) walk(child);
    };
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      checkDCE: () => {},
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => walk(root.current),
    };
  });
}

/** Gives what was rendered since it was last asked. */
export function takeRenders(page: Page): Promise<Renders> {
  return page.evaluate(() => {
    const { components, nodes } = window.headwaterRenders;
    Object.assign(window.headwaterRenders, { components: 0 });
    return { components, nodes: nodes.splice(0) };
  });
}
