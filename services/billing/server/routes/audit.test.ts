import { billingRoutes } from '@popug/contracts/billing.ts'
import { audited } from '@popug/service-kit/testing'
import { afterEach, expect, it } from 'vitest'
import { cards, noon, type Program, personWithPayout, reaches, startBilling } from '../testing/billing-program.ts'

let program: Program
afterEach(() => program.stop())

it('who tried a payout again or returned it is known, and no refused press', async () => {
  program = await startBilling({ now: noon })
  const { userId, payoutId } = await personWithPayout(program, cards.refused)
  await reaches(program, payoutId, 'failed')
  const accountant = program.as('accountant')
  const params = { id: payoutId }
  expect((await accountant.call(billingRoutes.retryPayout, { params })).status).toBe(200)
  await reaches(program, payoutId, 'failed')
  const answers = [1, 2].map(() => accountant.call(billingRoutes.returnPayout, { params }))
  expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 409])
  const deed = { actorId: accountant.id, subject: payoutId }
  const detail = { userId, amountMinor: 1_234 }
  expect(await audited(program)).toEqual([
    { ...deed, action: 'payout.retried', detail },
    { ...deed, action: 'payout.returned', detail: { ...detail, reason: 'card_refused' } },
  ])
})
