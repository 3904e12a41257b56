import { renewCards } from '../commands/renew-cards.ts'
import { findOutOfDateCards } from '../queries/find-out-of-date-cards.ts'
import { job } from '../world.ts'

/** Cards fingerprinted in one transaction. */
const cardsAtOnce = 500

/**
 * Gives a fingerprint to cards that have none, or one under another key: those named before there were fingerprints, and all
 * of them after their key was changed. The numbers stay sealed as they are.
 */
export const fingerprintCards = job({
  name: 'fingerprint-cards',
  every: 600_000,
  run: async (session, signal) => {
    const wanted = { fingerprintKey: session.tools.fingerprints.keyName }
    const sum = { renewed: 0, unreadable: 0 }
    let after: string | undefined = ''
    while (after !== undefined && !signal.aborted) {
      const userIds = await findOutOfDateCards(session, { wanted, after, limit: cardsAtOnce })
      const { renewed, unreadable } = await session.transaction((ctx) => renewCards(ctx, { userIds, wanted }))
      sum.renewed += renewed
      sum.unreadable += unreadable.length
      after = userIds.length === cardsAtOnce ? userIds.at(-1) : undefined
    }
    if (sum.renewed > 0 || sum.unreadable > 0) session.log.info(sum, 'cards have their fingerprints')
    return undefined
  },
})
