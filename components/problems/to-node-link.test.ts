import { expect, it } from "vitest";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { toNodeLink } from "./to-node-link.ts";

it.each([
  ["Kustomization/data/postgres", "?node=Kustomization/data/postgres"],
  ["eu:Kustomization/data/postgres", "?node=eu:Kustomization/data/postgres"],
  ["a&b #1:Kustomization/data/postgres", "?node=a%26b%20%231:Kustomization/data/postgres"],
])("links to %s so that it is read back", (text, query) => {
  const id = toKnownObjectId(text);
  if (id === null) throw new Error("no id");
  const link = toNodeLink(id, { origin: "https://headwater.example.com", pathname: "/flux/" });
  expect(link).toBe(`https://headwater.example.com/flux/${query}`);
  expect(new URL(link).searchParams.get("node")).toBe(text);
});
