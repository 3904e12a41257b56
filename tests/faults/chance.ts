import { randomInt } from 'node:crypto'
import { seeded } from '../../packages/service-kit/src/testing/random.ts'

/** Random choices that a printed seed determines; `POPUG_FAULTS_SEED` repeats them. */
export interface Chance {
  readonly seed: number
  /** A whole number of milliseconds within bounds, both included. */
  between(least: number, most: number): number
  shuffled<T>(things: readonly T[]): T[]
}

/** Makes the choices of one suite, and prints their seed. */
export const chance = (suite: string): Chance => {
  const seed = Number(process.env.POPUG_FAULTS_SEED ?? randomInt(1_000_000))
  console.log(`${suite}: POPUG_FAULTS_SEED=${seed}`)
  const random = seeded(seed)
  return {
    seed,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    shuffled: (things) => {
      const all = [...things]
      for (let last = all.length - 1; last > 0; last--) {
        const at = Math.floor(random() * (last + 1))
        ;[all[last], all[at]] = [all[at] as (typeof all)[number], all[last] as (typeof all)[number]]
      }
      return all
    },
  }
}
