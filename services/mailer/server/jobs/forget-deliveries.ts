import { forgetDeliveries } from '../commands/forget-deliveries.ts'
import { job } from '../world.ts'

/** Forgets old deliveries, a bounded number at a time. */
export const forgetDeliveriesJob = job({
  name: 'forget-deliveries',
  every: 10 * 60_000,
  run: async ({ transaction }) =>
    (await transaction((ctx) => forgetDeliveries(ctx, { limit: 500 }))) ? 'more' : undefined,
})
