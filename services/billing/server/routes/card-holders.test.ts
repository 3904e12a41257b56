import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, type Program, password, startBilling } from '../testing/billing-program.ts'

const { listCardHolders, putMyCard, deleteMyCard } = billingRoutes

describe('who has named a card', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling()
  })
  afterEach(() => program.stop())
  const ask = (role: Role, ...userIds: string[]) =>
    program.as(role).call(listCardHolders, { query: { userIds: userIds.join(',') } })

  it('is told of each who was asked about, in that order, and nothing of the card', async () => {
    const [kesha, gosha] = [newId(), newId()]
    await program.as('performer', kesha).call(putMyCard, { body: { number: cards.pays } })
    const { body, text } = await ask('accountant', gosha, kesha, gosha)
    expect(body).toEqual({
      items: [
        { userId: gosha, hasCard: false },
        { userId: kesha, hasCard: true },
      ],
      next: null,
    })
    expect(text).not.toContain('4242')
    await program.as('performer', kesha).call(deleteMyCard, { body: { password } })
    expect((await ask('executive', kesha)).body.items).toEqual([{ userId: kesha, hasCard: false }])
  })

  it('is for those who look after payouts', async () => {
    const statuses: number[] = []
    for (const role of ['performer', 'manager', 'accountant', 'executive', 'admin'] as const)
      statuses.push((await ask(role, newId())).status)
    expect(statuses).toEqual([403, 403, 200, 200, 200])
  })
})
