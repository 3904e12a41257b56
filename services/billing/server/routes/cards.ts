import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Card } from '@popug/contracts/cards.ts'
import type { Call } from '@popug/service-kit'
import { confirmPerson } from '../commands/confirm-person.ts'
import { deleteCard } from '../commands/delete-card.ts'
import { putCard } from '../commands/put-card.ts'
import { readCardNumber } from '../domain/card-number.ts'
import { getCard } from '../queries/get-card.ts'
import { type BillingWorld, door } from '../world.ts'

const none: Card = { last4: null, brand: null, status: 'none' }

const view = (card: { last4: string; brand: string } | undefined): Card =>
  card ? { last4: card.last4, brand: card.brand, status: 'active' } : none

/** Whether the password that came along, if one did, confirmed the person. */
const isConfirmed = async (
  call: Call<BillingWorld, typeof billingRoutes.putMyCard> | Call<BillingWorld, typeof billingRoutes.deleteMyCard>,
): Promise<boolean> => {
  const { person, body, caller } = call
  if (body.password === undefined) return false
  await confirmPerson(call, { ...person, password: body.password, ip: caller.ip })
  return true
}

/** The doors to one's own card. */
export const cardDoors = [
  door(billingRoutes.getMyCard, async (call) => view(await getCard(call, { userId: call.person.id }))),

  door(billingRoutes.putMyCard, async (call) => {
    const userId = call.person.id
    // First, so that a mistyped number costs no guess at the password.
    const digits = readCardNumber(call.body.number)
    const confirmed = await isConfirmed(call)
    return view(await call.transaction((ctx) => putCard(ctx, { userId, digits, confirmed })))
  }),

  door(billingRoutes.deleteMyCard, async (call) => {
    const userId = call.person.id
    const confirmed = await isConfirmed(call)
    await call.transaction((ctx) => deleteCard(ctx, { userId, confirmed }))
    return undefined
  }),
]
