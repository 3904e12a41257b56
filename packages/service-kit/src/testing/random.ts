/** Numbers from 0 to 1 that a seed determines (mulberry32), so that a run that failed can be run again. */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Runs something with each seed; a failure names the seed. */
export const withSeeds = async (
  seeds: readonly number[],
  run: (random: () => number, seed: number) => Promise<void>,
): Promise<void> => {
  for (const seed of seeds) {
    try {
      await run(seeded(seed), seed)
    } catch (error) {
      throw new Error(`with seed ${seed}: ${(error as Error).message}`, { cause: error })
    }
  }
}

/** `1, 2, … count`. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
