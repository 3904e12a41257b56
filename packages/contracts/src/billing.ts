import { type Static, Type } from 'typebox'
import { payoutRegisterRoutes } from './payout-registers.ts'
import { payoutRoutes } from './payouts.ts'
import { anyone, signedIn } from './roles.ts'
import { closedObject, orNull, route } from './route.ts'

const service = 'billing'

export {
  type Payout,
  type PayoutHold,
  type PayoutReport,
  type PayoutStatus,
  type PayoutStep,
  payoutStatuses,
} from './payouts.ts'

/** A card as anyone may ever see it again; `none` where the person has no card. */
export const Card = Type.Object({
  last4: orNull(Type.String()),
  brand: orNull(Type.String({ description: 'visa, mastercard, mir, … by the first digits' })),
  status: Type.Enum(['none', 'active']),
})
export type Card = Static<typeof Card>

/** Who pays. `sandbox` is a bank of our own that moves no money and knows the cards of `sandboxCards`. */
export const payoutProviders = ['sandbox', 'yookassa'] as const
export type PayoutProvider = (typeof payoutProviders)[number]

/** The bank that pays, and where people may read what it has received: null where it has no such page. */
export const Bank = Type.Object({ bank: Type.Enum([...payoutProviders]), page: orNull(Type.String()) })
export type Bank = Static<typeof Bank>

/** Card numbers that the sandbox bank treats in a way of their own; every other valid number is paid at once. */
export const sandboxCards = [
  { number: '4242424242424242', mood: 'pays' },
  { number: '4000000000000002', mood: 'refused' },
  { number: '4000000000009995', mood: 'refused_for_now' },
  { number: '4000000000000341', mood: 'slow' },
  { number: '4000000000000259', mood: 'times_out' },
  { number: '4000000000005019', mood: 'fails_after' },
  { number: '4000000000005043', mood: 'silent_before' },
  { number: '4000000000005001', mood: 'fails_before' },
  { number: '4000000000004293', mood: 'rate_limited' },
  { number: '4000000000000770', mood: 'pays_later' },
] as const
export type SandboxMood = (typeof sandboxCards)[number]['mood']

export const billingRoutes = {
  getMyCard: route({
    name: 'getMyCard',
    service,
    method: 'GET',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary: 'One’s own card, its last four digits only',
    answer: Card,
  }),
  putMyCard: route({
    name: 'putMyCard',
    service,
    method: 'PUT',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary: 'Names the card that payouts go to; wakes those that waited for one',
    body: closedObject({
      number: Type.String({
        minLength: 12,
        maxLength: 30,
        pattern: '^[0-9 -]+$',
        description: '12 to 19 digits, spaces and hyphens allowed',
      }),
    }),
    answer: Card,
    refusals: ['invalid'],
  }),
  deleteMyCard: route({
    name: 'deleteMyCard',
    service,
    method: 'DELETE',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary: 'Forgets one’s own card',
    status: 204,
    answer: null,
  }),
  getBank: route({
    name: 'getBank',
    service,
    method: 'GET',
    path: '/bank',
    who: signedIn,
    summary: 'Which bank pays here',
    answer: Bank,
  }),
  hearBank: route({
    name: 'hearBank',
    service,
    method: 'POST',
    path: '/bank/notices',
    who: anyone,
    summary: 'What the bank says of a payout by itself; believed when it is signed, or confirmed by asking the bank',
    raw: true,
    body: Type.String({ minLength: 2, maxLength: 16_384, description: 'a document in the form of the bank' }),
    bodyLimit: 16 * 1024,
    // YooKassa takes 200 alone for heard.
    answer: Type.Object({}, { description: 'heard' }),
    refusals: ['not_from_the_bank', 'too_large', 'unavailable'],
  }),
  ...payoutRoutes,
  ...payoutRegisterRoutes,
}
