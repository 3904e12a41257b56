import { accountRoutes } from '@popug/contracts/accounts.ts'
import { registerOutcomes } from '@popug/contracts/day-registers.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

const day = '2026-03-02'
/** Kesha 40.00, Gosha 30.00, Lori 5.00, Rio −10.00 and Ara −30.00 at the end of the day; Jako has nothing. */
const story = `
  at 2026-03-01 10:00
  assign rio T1
  assign ara T2
  at 2026-03-02 10:00
  close kesha T3
  correct kesha 10.00 a gift
  close gosha T4
  correct lori 5.00 a gift
  assign ara T5
  assign ara T6
  correct jako 7.00 a gift
  correct jako -7.00 not his`

let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start({ PAYOUT_MIN_MINOR: '1000' })
  await ledger.tell(story)
})
afterEach(() => ledger.program.stop())
const accountant = () => ledger.program.as('accountant')

const registerOf = async (of: string) =>
  (await accountant().call(accountRoutes.getDayRegister, { params: { day: of } })).body

const linesOf = async (of: string) => {
  const lines: { userId: string; amountMinor: number; outcome: string }[] = []
  for (const outcome of registerOutcomes) {
    let after: string | undefined
    do {
      const query = { outcome, limit: 1, ...(after === undefined ? {} : { after }) }
      const { body } = await accountant().call(accountRoutes.listRegisterLines, { params: { day: of }, query })
      lines.push(...body.items)
      after = body.next ?? undefined
    } while (after !== undefined)
  }
  return lines
}

/** What each account's rows up to a day come to, counted from the rows alone. */
const recount = async (until: string): Promise<Map<string, number>> => {
  const rows = await ledger.program.database.query
    .selectFrom('transactions')
    .select(['userId', 'amountMinor'])
    .where('day', '<=', until)
    .execute()
  const left = new Map<string, number>()
  for (const { userId, amountMinor } of rows) left.set(userId, (left.get(userId) ?? 0) + amountMinor)
  return left
}

/** The register as the rows and the least payout make it. */
const expectRight = async (of: string, least: number): Promise<void> => {
  const left = [...(await recount(of))].filter(([, minor]) => minor !== 0)
  const outcome = (minor: number) => (minor < 0 ? 'debt' : minor < least ? 'carried' : 'payout')
  const lines = await linesOf(of)
  const byPerson = (a: { userId: string }, b: { userId: string }) => (a.userId < b.userId ? -1 : 1)
  expect(lines.toSorted(byPerson)).toEqual(
    left.map(([userId, amountMinor]) => ({ userId, amountMinor, outcome: outcome(amountMinor) })).toSorted(byPerson),
  )
  const sum = (name: string) => {
    const some = left.filter(([, minor]) => outcome(minor) === name)
    return [some.length, some.reduce((total, [, minor]) => total + minor, 0)]
  }
  const found = await registerOf(of)
  expect([found.payouts, found.payoutsMinor]).toEqual(sum('payout'))
  expect([found.carried, found.carriedMinor]).toEqual(sum('carried'))
  expect([found.debtors, found.debtsMinor]).toEqual(sum('debt'))
}

describe('the register of a day', () => {
  it('says before the closing who gets what, whom the least payout keeps back, and who owes', async () => {
    expect(await registerOf(day)).toEqual({
      day,
      currency: 'USD',
      payoutMinMinor: 1000,
      payouts: 2,
      payoutsMinor: 7000,
      carried: 1,
      carriedMinor: 500,
      debtors: 2,
      debtsMinor: -4000,
    })
    const named = (await linesOf(day)).map(({ userId, amountMinor, outcome }) => [userId, amountMinor, outcome])
    expect(named).toEqual([
      [ledger.person('kesha'), 4000, 'payout'],
      [ledger.person('gosha'), 3000, 'payout'],
      [ledger.person('lori'), 500, 'carried'],
      [ledger.person('ara'), -3000, 'debt'],
      [ledger.person('rio'), -1000, 'debt'],
    ])
    await expectRight(day, 1000)
  })

  it('leaves out what belongs to later days, and is what the closing then does', async () => {
    await ledger.tell(`
      at 2026-03-03 10:00
      close kesha T7
      close rio T8
      assign gosha T9
      correct lori 20.00 another gift`)
    await expectRight(day, 1000)
    const before = await linesOf(day)
    const { payouts, payoutsMinor } = await registerOf(day)
    await ledger.tell(`closing ${day}`)
    const { body } = await accountant().call(accountRoutes.listIssuedPayouts, { query: { day, limit: 500 } })
    const issued = new Map(body.items.map(({ userId, amountMinor }) => [userId, amountMinor]))
    const promised = before.filter(({ outcome }) => outcome === 'payout')
    expect(issued).toEqual(new Map(promised.map(({ userId, amountMinor }) => [userId, amountMinor])))
    const totals = (await accountant().call(accountRoutes.getDay, { params: { day } })).body
    expect([totals.payouts, totals.paidOutMinor]).toEqual([payouts, payoutsMinor])
    // Nobody is left to be paid; what was kept back and what is owed stand as they did.
    expect(await registerOf(day)).toMatchObject({ payouts: 0, carried: totals.carried, carriedMinor: 500, debtors: 2 })
    await expectRight(day, 1000)
    await expectRight('2026-03-03', 1000)
  })

  it('draws its lines at the least payout and at nothing, whether later days have rows or not', async () => {
    await ledger.tell(`
      at 2026-03-02 11:00
      correct lori 5.00 up to the least payout
      correct jako 9.99 a cent below it
      correct rio 10.00 out of debt`)
    const edges = { payouts: 3, payoutsMinor: 8000, carried: 1, carriedMinor: 999, debtors: 1, debtsMinor: -3000 }
    expect(await registerOf(day)).toMatchObject(edges)
    await ledger.tell(`
      at 2026-03-03 10:00
      correct jako 0.01 a cent`)
    expect(await registerOf(day)).toMatchObject(edges)
    await expectRight(day, 1000)
    expect(await registerOf('2026-03-03')).toMatchObject({ payouts: 4, payoutsMinor: 9000, carried: 0 })
  })

  it('of a ledger without accounts is of nothing', async () => {
    const empty = await LedgerStory.start()
    const { body } = await empty.program.as('executive').call(accountRoutes.getDayRegister, { params: { day } })
    await empty.program.stop()
    const nothing = { payouts: 0, payoutsMinor: 0, carried: 0, carriedMinor: 0, debtors: 0, debtsMinor: 0 }
    expect(body).toMatchObject(nothing)
  })

  it('goes to a spreadsheet, and refuses what is no day', async () => {
    const { text } = await accountant().call(accountRoutes.listRegisterLines, {
      params: { day },
      query: { outcome: 'debt' },
      headers: { accept: 'text/csv' },
    })
    expect(text.trim().split('\r\n')).toEqual([
      'day,user_id,outcome,amount,currency',
      `${day},${ledger.person('ara')},debt,-30.00,USD`,
      `${day},${ledger.person('rio')},debt,-10.00,USD`,
    ])
    const odd = await accountant().call(accountRoutes.getDayRegister, { params: { day: '2026-02-30' } })
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: '/params/day' }] } })
  })
})

describe('losers of some days', () => {
  const losers = async (from: string, to: string, query = {}) =>
    await accountant().call(accountRoutes.listLosers, { query: { from, to, ...query } })

  it('are those whose fees outweigh their rewards by the rows, the deepest first', async () => {
    await ledger.tell(`
      at 2026-03-03 10:00
      close rio T10
      assign gosha T11`)
    const ranges = [
      ['2026-03-01', '2026-03-02'],
      ['2026-03-01', '2026-03-03'],
      ['2026-03-03', '2026-03-03'],
      ['2026-04-01', '2026-04-02'],
    ] as const
    for (const [from, to] of ranges) {
      const rows = await ledger.program.database.query
        .selectFrom('transactions')
        .selectAll()
        .where('kind', 'in', ['fee', 'reward'])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .execute()
      const earned = new Map<string, number>()
      for (const { userId, amountMinor } of rows) earned.set(userId, (earned.get(userId) ?? 0) + amountMinor)
      const { body } = await losers(from, to)
      expect(body.items.map(({ userId, earnedMinor }) => [userId, earnedMinor])).toEqual(
        [...earned].filter(([, minor]) => minor < 0).sort(([, a], [, b]) => a - b),
      )
      for (const row of body.items) expect(row.rewardsMinor - row.feesMinor).toBe(row.earnedMinor)
    }
    const [first] = (await losers('2026-03-01', '2026-03-02', { limit: 1 })).body.items
    expect(first).toEqual({ userId: ledger.person('ara'), feesMinor: 3000, rewardsMinor: 0, earnedMinor: -3000 })
  })

  it('come page by page, and refuse a range that is none', async () => {
    const { body } = await losers('2026-03-01', '2026-03-02', { limit: 1 })
    const rest = await losers('2026-03-01', '2026-03-02', { after: body.next })
    expect(rest.body).toMatchObject({ items: [{ userId: ledger.person('rio') }], next: null })
    for (const [from, to] of [
      ['2026-03-02', '2026-03-01'],
      ['2025-03-01', '2026-03-02'],
    ] as const)
      expect(await losers(from, to)).toMatchObject({ status: 400, body: { errors: [{ path: '/query/to' }] } })
    expect((await losers('2026-02-30', '2026-03-01')).status).toBe(400)
    expect((await losers('9999-12-30', '9999-12-31')).body.items).toEqual([])
  })
})
