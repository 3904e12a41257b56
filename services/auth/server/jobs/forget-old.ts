import { forgetOld } from '../commands/forget-old.ts'
import { job } from '../world.ts'

/** Forgets what is over, a bounded number of rows at a time. */
export const forgetOldJob = job({
  name: 'forget-old',
  every: 60_000,
  run: async ({ transaction }) => ((await transaction((ctx) => forgetOld(ctx, {}))) ? 'more' : undefined),
})
