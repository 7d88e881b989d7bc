import { expect, it } from "vitest";
import { acceptsGzip } from "./accepts-gzip.ts";

it.each<[string | null, boolean]>([
  [null, false],
  ["", false],
  ["identity", false],
  ["gzip", true],
  ["GZIP", true],
  ["x-gzip", true],
  ["gzip, deflate, br, zstd", true],
  ["br;q=1.0, gzip;q=0.8, *;q=0.1", true],
  ["gzip;q=0", false],
  ["gzip; q=0.000, *", false],
  ["*", true],
  ["*;q=0", false],
  ["br", false],
  ["gzipped", false],
  ["gzip;q=nonsense", false],
])("of Accept-Encoding %j: %s", (header, accepts) => {
  expect(acceptsGzip(header)).toBe(accepts);
});
