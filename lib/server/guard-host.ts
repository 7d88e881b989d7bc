import { type Configuration, isLoopback } from "./configuration.ts";
import { HttpProblem } from "./problem.ts";

type Place = Pick<Configuration, "local" | "publicUrl">;

/**
 * Refuses a request that was sent to a name which is not Headwater's own: a page of another site can make its name
 * mean this machine (DNS rebinding), and would then be taken for Headwater's own page. Throws an HttpProblem.
 */
export function guardHost(request: Request, place: Place): void {
  const host = request.headers.get("host") ?? "";
  if (isOwnHost(host, place)) return;
  throw new HttpProblem(
    403,
    `This request was sent to "${host}", which is not known to be Headwater.`,
    "Open Headwater by the address that it tells when it starts, or set HEADWATER_PUBLIC_URL to the one people open.",
  );
}

function isOwnHost(host: string, { local, publicUrl }: Place): boolean {
  if (isLoopback(host.replace(/:\d+$/, ""))) return true;
  return publicUrl === null ? !local : host.toLowerCase() === new URL(publicUrl).host;
}
