import { RequestError, readProblem, send } from "./fetch-json.ts";

/** What the embedded demo cluster can be made to do. */
export type DemoAction = "push" | "break" | "heal";

/** Makes something happen in the demo cluster, and gives the sentence of what was done; throws a {@link RequestError} when nothing was. */
export async function runDemoAction(action: DemoAction): Promise<string> {
  const response = await send(`/api/demo/${action}`, { method: "POST" });
  if (!response.ok) throw new RequestError(await readProblem(response));
  const { done }: { readonly done?: unknown } = await response.json();
  return typeof done === "string" ? done : "";
}
