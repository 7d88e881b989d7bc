import { readFleets } from "#lib/layout/graphs.test-support.ts";
import { comparePictures, sumUp } from "./compare-pictures.ts";
import type { Row } from "./row.ts";
import { SHAPES } from "./shapes.ts";

type Named = Pick<ReturnType<typeof readFleets>[number], "name" | "topology">;

const SIZES = [10, 30, 60, 120, 250, 500, 1_000];

/** What the pictures of every shape of graph at every size are like, and of the real fleets that lie beside the checkout. */
export async function pictures(): Promise<readonly Row[]> {
  const shapes = Object.entries(SHAPES).flatMap(([name, shape]) =>
    SIZES.map((size) => ({ name: `${name}, ${size}`, topology: shape(size) })),
  );
  const compare = ({ name, topology }: Named) => comparePictures("pictures", name, topology);
  const [real, generated] = [readFleets().flatMap(compare), shapes.flatMap(compare)];
  return [
    ...real,
    ...generated,
    ...sumUp("pictures", "all real fleets together", real),
    ...sumUp("pictures", "all generated graphs together", generated),
  ];
}
