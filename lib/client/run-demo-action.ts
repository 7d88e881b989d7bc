import { RequestError, readProblem, send } from "./fetch-json.ts";

/** What the embedded demo cluster can be made to do. */
export type DemoAction = "push" | "break" | "heal";

/** Makes something happen in the demo cluster; throws a {@link RequestError} when it did not. */
export async function runDemoAction(action: DemoAction): Promise<void> {
  const response = await send(`/api/demo/${action}`, { method: "POST" });
  if (!response.ok) throw new RequestError(await readProblem(response));
}
