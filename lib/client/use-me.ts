import useSWR from "swr";
import { type Me, meSchema } from "#lib/api/me.ts";
import { API_PATHS } from "#lib/api/paths.ts";
import { fetchJson } from "./fetch-json.ts";

/** Who one is here and what one may do; null until that is known. */
export function useMe(): Me | null {
  const { data } = useSWR(API_PATHS.me, (path) => fetchJson(meSchema, path), { revalidateOnFocus: false });
  return data ?? null;
}
