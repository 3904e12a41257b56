import { billingRoutes } from '@popug/contracts/billing.ts'
import { recordAudit } from '@popug/service-kit'
import { renewCards } from '../commands/renew-cards.ts'
import { findOutOfDateCards } from '../queries/find-out-of-date-cards.ts'
import { listCardKeys } from '../queries/list-card-keys.ts'
import { door } from '../world.ts'

/** Cards renewed in one request, and so in one transaction. */
const cardsAtOnce = 200

/** The doors by which the keys of the cards are looked at and changed. */
export const cardKeyDoors = [
  door(billingRoutes.listCardKeys, (call) => listCardKeys(call, undefined)),

  door(billingRoutes.renewCards, async (call) => {
    const { cipher, fingerprints } = call.tools
    const { after = '', limit = cardsAtOnce } = call.body
    const wanted = { keyId: cipher.keyId, fingerprintKey: fingerprints.keyName }
    const userIds = await findOutOfDateCards(call, { wanted, after, limit })
    const { renewed, unreadable } = await call.transaction(async (ctx) => {
      const done = await renewCards(ctx, { userIds, wanted })
      const detail = { count: done.renewed }
      const deed = { at: ctx.now, actorId: ctx.actor.id, action: 'cards.renewed', subject: '', detail } as const
      if (done.renewed > 0) await recordAudit(ctx.db, deed)
      return done
    })
    return { renewed, unreadable: [...unreadable], next: userIds.length === limit ? (userIds.at(-1) ?? null) : null }
  }),
]
