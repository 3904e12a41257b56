import { followRegister } from '../commands/follow-register.ts'
import { job } from '../world.ts'

/** Lets payouts follow what was decided about their registers. */
export const followRegisters = job({
  name: 'follow-registers',
  every: 10_000,
  run: async ({ transaction }) => transaction((ctx) => followRegister(ctx, undefined)),
})
