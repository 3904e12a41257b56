import { billingRoutes } from '@popug/contracts/billing.ts'
import { roles, seesAll } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cards, day, noon, type Program, personWithPayout, reaches, startBilling } from '../testing/billing-program.ts'

const { getPayoutReceipt } = billingRoutes
let program: Program
beforeEach(async () => {
  program = await startBilling({ now: noon })
})
afterEach(() => program.stop())

it('a payout that was paid has a receipt, with the bank’s own number', async () => {
  const { person, userId, payoutId } = await personWithPayout(program, cards.pays)
  await reaches(program, payoutId, 'paid')
  const at = new Date(noon).toISOString()
  const { body } = await person.call(getPayoutReceipt, { params: { id: payoutId } })
  expect(body).toEqual({
    payoutId,
    userId,
    day,
    amountMinor: 1_234,
    currency: 'USD',
    cardLast4: '4242',
    reference: expect.stringMatching(/./),
    issuedAt: at,
    paidAt: at,
  })
})

it.each([
  [cards.refused, 'failed'],
  [null, 'waiting_for_card'],
] as const)('one that was not paid has none: %s', async (number, status) => {
  const { person, payoutId } = await personWithPayout(program, number)
  await reaches(program, payoutId, status)
  const answer = await person.call(getPayoutReceipt, { params: { id: payoutId } })
  expect(answer).toMatchObject({ status: 409, body: { code: 'payout_not_paid' } })
})

it.each(roles)('is shown to its owner, and to a %s as the contract says', async (role) => {
  const { payoutId, userId } = await personWithPayout(program, cards.pays)
  await reaches(program, payoutId, 'paid')
  const params = { id: payoutId }
  const sees = seesAll(getPayoutReceipt.who, role)
  expect((await program.as(role).call(getPayoutReceipt, { params })).status).toBe(sees ? 200 : 403)
  expect((await program.as(role, userId).call(getPayoutReceipt, { params })).status).toBe(200)
  expect((await program.as(role).call(getPayoutReceipt, { params: { id: newId() } })).status).toBe(404)
  expect((await program.nobody().call(getPayoutReceipt, { params })).status).toBe(401)
})
