import { accountRoutes } from '@popug/contracts/accounts.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-01 10:00
    close kesha T0
    assign kesha T1
    closing 2026-03-01
    at 2026-03-02 10:00
    assign kesha T1
    close kesha T1
    assign gosha T2
    assign rio T2
    assign rio T2
    correct ara 7.00 a gift`)
})
afterEach(() => ledger.program.stop())
const accountant = () => ledger.program.as('accountant')

describe('one’s own account', () => {
  it('has the balance and what today came to', async () => {
    const kesha = ledger.program.as('performer', ledger.person('kesha'))
    const today = { day: '2026-03-02', feesMinor: 1000, rewardsMinor: 3000, earnedMinor: 2000 }
    const account = { userId: kesha.id, balanceMinor: 2000, currency: 'USD', today }
    expect((await kesha.call(accountRoutes.getMyAccount)).body).toEqual(account)
    const seen = await accountant().call(accountRoutes.getAccount, { params: { userId: kesha.id } })
    expect(seen.body).toEqual(account)
  })

  it('counts as today the day that work is posted on', async () => {
    await ledger.tell(`
      closing 2026-03-02
      assign kesha T3`)
    const kesha = ledger.program.as('performer', ledger.person('kesha'))
    const { body } = await kesha.call(accountRoutes.getMyAccount)
    expect(body.today).toEqual({ day: '2026-03-03', feesMinor: 1000, rewardsMinor: 0, earnedMinor: -1000 })
  })

  it('is zero for a person the ledger has not heard of', async () => {
    const { status, body } = await accountant().call(accountRoutes.getAccount, { params: { userId: newId() } })
    expect({ status, body }).toMatchObject({ status: 200, body: { balanceMinor: 0, today: { earnedMinor: 0 } } })
  })

  it('has its days, newest first', async () => {
    const kesha = ledger.program.as('performer', ledger.person('kesha'))
    const { body } = await kesha.call(accountRoutes.listMyDays)
    const none = { otherMinor: 0 }
    expect(body.items).toEqual([
      { day: '2026-03-02', feesMinor: 1000, rewardsMinor: 3000, earnedMinor: 2000, paidOutMinor: 0, ...none },
      { day: '2026-03-01', feesMinor: 1000, rewardsMinor: 3000, earnedMinor: 2000, paidOutMinor: 2000, ...none },
    ])
    const page = await kesha.call(accountRoutes.listMyDays, { query: { limit: 1 } })
    const rest = await kesha.call(accountRoutes.listMyDays, { query: { after: page.body.next ?? '' } })
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items)
  })
})

describe('all accounts', () => {
  const names = async (query: object) => {
    const ids = ['kesha', 'gosha', 'rio', 'ara'].map((name): [string, string] => [ledger.person(name), name])
    const { body } = await accountant().call(accountRoutes.listAccounts, { query })
    return {
      names: body.items.map(({ userId, balanceMinor }) => `${new Map(ids).get(userId)} ${balanceMinor}`),
      next: body.next,
    }
  }

  it('come with the largest balance first', async () => {
    expect(await names({})).toEqual({ names: ['kesha 2000', 'ara 700', 'gosha -1000', 'rio -2000'], next: null })
  })

  it('in debt come with the deepest first', async () => {
    expect((await names({ negative: true })).names).toEqual(['rio -2000', 'gosha -1000'])
    expect((await names({ negative: false })).names).toHaveLength(4)
  })

  it.each([{}, { negative: true }])('come in pages (%o)', async (filter) => {
    const whole = (await names(filter)).names
    const first = await names({ ...filter, limit: 1 })
    const rest = await names({ ...filter, after: first.next })
    expect([...first.names, ...rest.names]).toEqual(whole)
  })

  it('refuse the cursor of another list', async () => {
    const { body } = await accountant().call(accountRoutes.listTransactions, { query: { limit: 1 } })
    const answer = await accountant().call(accountRoutes.listAccounts, { query: { after: body.next ?? '' } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('the company by days', () => {
  it('is listed newest first, within a range', async () => {
    const executive = ledger.program.as('executive')
    const { body } = await executive.call(accountRoutes.listDays)
    const [open, closed] = body.items
    expect(open).toMatchObject({
      day: '2026-03-02',
      feesMinor: 4000,
      rewardsMinor: 3000,
      profitMinor: 1000,
      losers: 2,
      status: 'open',
    })
    expect(closed).toMatchObject({
      day: '2026-03-01',
      profitMinor: -2000,
      losers: 0,
      payouts: 1,
      paidOutMinor: 2000,
      status: 'closed',
    })
    const days = async (query: object) =>
      (await executive.call(accountRoutes.listDays, { query })).body.items.map(({ day }) => day)
    expect(await days({ from: '2026-03-02' })).toEqual(['2026-03-02'])
    expect(await days({ to: '2026-03-01' })).toEqual(['2026-03-01'])
    expect(await days({ from: '2026-03-03', to: '2026-03-09' })).toEqual([])
    const page = await executive.call(accountRoutes.listDays, { query: { limit: 1 } })
    expect(await days({ after: page.body.next })).toEqual(['2026-03-01'])
  })

  it('is zeros for a day without rows, open before its closing and closed after', async () => {
    const day = async (of: string) => (await accountant().call(accountRoutes.getDay, { params: { day: of } })).body
    const zeros = {
      feesMinor: 0,
      rewardsMinor: 0,
      profitMinor: 0,
      losers: 0,
      payouts: 0,
      paidOutMinor: 0,
      closedAt: null,
      payoutMinMinor: 1,
      carried: 0,
      carriedMinor: 0,
    }
    expect(await day('2026-03-09')).toEqual({ day: '2026-03-09', ...zeros, status: 'open' })
    expect(await day('2026-02-27')).toEqual({ day: '2026-02-27', ...zeros, status: 'closed' })
  })

  it.each(['2026-02-30', '2026-13-01', 'today', '2026-3-2'])('knows no day %s', async (day) => {
    for (const route of [accountRoutes.getDay, accountRoutes.closeDay]) {
      expect(await accountant().call(route, { params: { day } })).toMatchObject({
        status: 400,
        body: { code: 'invalid' },
      })
    }
  })
})

describe('what tasks cost', () => {
  it('is told to everyone, in the order asked', async () => {
    const ids = [newId(), newId()]
    const answer = await ledger.program
      .as('manager')
      .call(accountRoutes.listTaskCosts, { query: { ids: ids.join(',') } })
    expect(answer.body.items).toEqual(ids.map((taskId) => ({ taskId, feeMinor: 1000, rewardMinor: 3000 })))
  })

  it('is summed for as many as a reassignment asks for', async () => {
    const manager = ledger.program.as('manager')
    const ids = Array.from({ length: 5_000 }, () => newId())
    expect((await manager.call(accountRoutes.sumTaskFees, { body: { ids } })).body).toEqual({ feesMinor: 5_000_000 })
    for (const wrong of [[], ['x'], [...ids, newId()]])
      expect(await manager.call(accountRoutes.sumTaskFees, { body: { ids: wrong } })).toMatchObject({ status: 400 })
  })

  it.each(['', 'x', '------------------------------------', `${'0'.repeat(36)}`])('refuses %o', async (ids) => {
    const answer = await ledger.program.as('manager').call(accountRoutes.listTaskCosts, { query: { ids } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})
