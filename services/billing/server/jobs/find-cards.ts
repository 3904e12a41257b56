import { queueWaitingInVain } from '../commands/queue-waiting-in-vain.ts'
import { job } from '../world.ts'

/** Queues payouts that wait although there is a card. */
export const findCards = job({
  name: 'find-cards',
  every: 30_000,
  run: async ({ transaction }) =>
    (await transaction((ctx) => queueWaitingInVain(ctx, undefined))) === 500 ? 'more' : undefined,
})
