/** How many seeds are played when the environment does not say. */
const USUAL_SEEDS = 1_000;

/**
 * Gives the seeds to play: that of HEADWATER_FAULT_SEED alone, else as many as HEADWATER_FAULT_SEEDS says, from 1 on.
 * @throws RangeError when either is no whole number, so that a misspelt one does not pass for a run.
 */
export function findSeeds(
  env: Readonly<Record<string, string | undefined>>,
  usual: number = USUAL_SEEDS,
): readonly number[] {
  const one = parseCount("HEADWATER_FAULT_SEED", env);
  if (one !== null) return [one];
  return Array.from({ length: parseCount("HEADWATER_FAULT_SEEDS", env) ?? usual }, (_, index) => index + 1);
}

/** A seed, how it can be played alone, and what has been done to the network so far. */
export interface NamedSeed {
  readonly seed: number;
  readonly command: string;
  readonly record: readonly string[];
}

/** Plays a seed; what fails then says which seed it was, how to play it alone, and what had been done to the network. */
export async function playNamed<Seen>({ seed, command, record }: NamedSeed, play: () => Promise<Seen>): Promise<Seen> {
  try {
    return await play();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const alone = `HEADWATER_FAULT_SEED=${seed} ${command}`;
    throw new Error(
      `Seed ${seed} fails: ${said}\nTo play it alone:\n  ${alone}\nWhat was done:\n  ${record.join("\n  ")}`,
      { cause: error },
    );
  }
}

function parseCount(name: string, env: Readonly<Record<string, string | undefined>>): number | null {
  const text = env[name] ?? "";
  if (text === "") return null;
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(`${name} is "${text}"; it must be a whole number.`);
}
