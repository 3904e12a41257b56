import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'

/** The bank is asked how a payout stands that it has taken over after half a minute: whatever is known sooner it has told. */
const askedAfter = 30_000

describe('a payout that the sandbox bank pays later', () => {
  let system: System
  let company: Company
  beforeAll(async () => {
    system = await startEmbeddedSystem({ env: { SANDBOX_LATER_MS: '1000' } })
    company = await foundCompany(system, 1)
  })
  afterAll(() => system.remove())

  it('is paid by the bank’s own notice, and stands on the bank’s page', async () => {
    const { accountant, performers } = company
    const [performer] = performers
    if (!performer) throw new Error('there is a performer')
    await performer.call(billingRoutes.putMyCard, { body: { number: '4000000000000770' } })
    const bonus = { userId: performer.me.id, amountMinor: 5_000, reason: 'A bonus' }
    await accountant.call(accountRoutes.createCorrection, { body: bonus })
    const { today } = await accountant.call(accountRoutes.getMyAccount)
    const began = Date.now()
    await accountant.call(accountRoutes.closeDay, { params: { day: today.day } })
    const payouts = () => accountant.call(billingRoutes.listPayouts)
    await until('it is paid', async () => (await payouts()).items[0]?.status === 'paid', askedAfter)
    expect(Date.now() - began).toBeLessThan(askedAfter)
    const [payout] = (await payouts()).items
    expect(payout).toMatchObject({ attempts: 1, cardLast4: '0770' })

    const { bank, page } = await accountant.call(billingRoutes.getBank)
    expect(bank).toBe('sandbox')
    const text = await (await fetch(page ?? '')).text()
    expect(text).toContain(payout?.id)
    expect(text).toContain('•• 0770')
  })
})
