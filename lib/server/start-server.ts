import { build, isBuildOutdated } from "./build.ts";
import { serve } from "./serve.ts";

/** Builds when there is no build of the sources below `root`, and serves until told to stop; gives the exit code. */
export async function start(root: string, say: (line: string) => void): Promise<number> {
  if (isBuildOutdated(root)) {
    // The server looks at all this itself; nobody should wait for a build to be told.
    const { checkStart } = await import("./check-start.ts");
    await checkStart(process.env);
    build(root, say);
  }
  return serve(root, say);
}
