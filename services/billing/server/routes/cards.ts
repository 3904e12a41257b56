import { billingRoutes, type Card } from '@popug/contracts/billing.ts'
import { deleteCard } from '../commands/delete-card.ts'
import { putCard } from '../commands/put-card.ts'
import { getCard } from '../queries/get-card.ts'
import { door } from '../world.ts'

const none: Card = { last4: null, brand: null, status: 'none' }

const view = (card: { last4: string; brand: string } | undefined): Card =>
  card ? { last4: card.last4, brand: card.brand, status: 'active' } : none

/** The doors to one's own card. */
export const cardDoors = [
  door(billingRoutes.getMyCard, async (call) => view(await getCard(call, { userId: call.person.id }))),

  door(billingRoutes.putMyCard, async ({ transaction, person, body }) =>
    view(await transaction((ctx) => putCard(ctx, { userId: person.id, number: body.number }))),
  ),

  door(billingRoutes.deleteMyCard, async ({ transaction, person }) => {
    await transaction((ctx) => deleteCard(ctx, { userId: person.id }))
    return undefined
  }),
]
