import { answer } from "#lib/server/answer.ts";
import { checkReadiness } from "#lib/server/readiness.ts";

export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return answer(checkReadiness);
}
