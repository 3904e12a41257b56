import { putOffPayouts } from '../commands/keep-day-limit.ts'
import { job } from '../world.ts'

/** Lets payouts wait for tomorrow that today's limit leaves no room for. */
export const putOffLatePayouts = job({
  name: 'put-off-payouts',
  every: 30_000,
  run: async ({ transaction, clock }) =>
    (await transaction((ctx) => putOffPayouts(ctx, { at: clock.now() }))) === 500 ? 'more' : undefined,
})
