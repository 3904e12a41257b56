import { accountRoutes } from '@popug/contracts/accounts.ts'
import { addDays } from '@popug/contracts/days.ts'
import { longestStatement } from '@popug/contracts/statements.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

const { getStatement, listDayStatements, getBalanceAt, listTransactions } = accountRoutes
let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-02 10:00
    assign kesha T1
    close kesha T1
    assign gosha T2
    closing 2026-03-02
    at 2026-03-03 10:00
    return kesha 2026-03-02
    assign kesha T3
    at 2026-03-05 10:00
    correct kesha -2.50 a broken perch
    close kesha T3
    closing 2026-03-05
    at 2026-03-06 10:00
    assign kesha T4`)
})
afterEach(() => ledger.program.stop())

const accountant = () => ledger.program.as('accountant')
const statement = async (from: string, to: string, name = 'kesha') =>
  (await accountant().call(getStatement, { params: { userId: ledger.person(name) }, query: { from, to } })).body
const rowsOf = async (name: string): Promise<Transaction[]> =>
  (await accountant().call(listTransactions, { query: { userId: ledger.person(name) } })).body.items.reverse()

describe('a statement', () => {
  it('opens with what the days before left, and closes with what its own days made of it', async () => {
    expect(await statement('2026-03-03', '2026-03-05')).toEqual({
      userId: ledger.person('kesha'),
      from: '2026-03-03',
      to: '2026-03-05',
      currency: 'USD',
      openingMinor: 0,
      feesMinor: 1000,
      rewardsMinor: 3000,
      paidOutMinor: 3750,
      otherMinor: 1750,
      closingMinor: 0,
      days: [
        {
          day: '2026-03-03',
          feesMinor: 1000,
          rewardsMinor: 0,
          earnedMinor: -1000,
          paidOutMinor: 0,
          otherMinor: 2000,
          balanceMinor: 1000,
        },
        {
          day: '2026-03-05',
          feesMinor: 0,
          rewardsMinor: 3000,
          earnedMinor: 3000,
          paidOutMinor: 3750,
          otherMinor: -250,
          balanceMinor: 0,
        },
      ],
    })
  })

  it('of every period is what a recount of the rows gives', async () => {
    for (const name of ['kesha', 'gosha']) {
      const rows = await rowsOf(name)
      const days = Array.from({ length: 8 }, (_, index) => addDays('2026-02-28', index))
      for (const from of days)
        for (const to of days.filter((day) => day >= from)) {
          const found = await statement(from, to, name)
          const sum = (some: readonly Transaction[]) => some.reduce((total, { amountMinor }) => total + amountMinor, 0)
          const within = rows.filter(({ day }) => day >= from && day <= to)
          expect(found.openingMinor).toBe(sum(rows.filter(({ day }) => day < from)))
          expect(found.closingMinor).toBe(sum(rows.filter(({ day }) => day <= to)))
          expect(0 - found.feesMinor).toBe(sum(within.filter(({ kind }) => kind === 'fee')))
          expect(found.rewardsMinor).toBe(sum(within.filter(({ kind }) => kind === 'reward')))
          expect(0 - found.paidOutMinor).toBe(sum(within.filter(({ kind }) => kind === 'payout')))
          expect(found.days.map(({ day }) => day)).toEqual([...new Set(within.map(({ day }) => day))])
          for (const { day, balanceMinor } of found.days)
            expect(balanceMinor).toBe(rows.findLast((row) => row.day === day)?.balanceMinor)
        }
    }
  })

  it('of somebody the ledger has not heard of is empty', async () => {
    const found = await statement('2026-03-01', '2026-03-09', 'jako')
    expect(found).toMatchObject({ openingMinor: 0, closingMinor: 0, days: [] })
  })

  it('is CSV for a spreadsheet too', async () => {
    const asked = { params: { userId: ledger.person('kesha') }, query: { from: '2026-03-05', to: '2026-03-06' } }
    const { text, headers } = await accountant().call(getStatement, { ...asked, headers: { accept: 'text/csv' } })
    expect(headers['content-disposition']).toContain('statement-2026-03-05-2026-03-06.csv')
    expect(text.trim().split('\r\n')).toEqual([
      'day,fees,rewards,paid_out,other,balance,currency',
      'before 2026-03-05,,,,,10.00,USD',
      '2026-03-05,0.00,30.00,-37.50,-2.50,0.00,USD',
      '2026-03-06,-10.00,0.00,0.00,0.00,-10.00,USD',
    ])
  })

  it.each([
    ['ends before it begins', '2026-03-05', '2026-03-04'],
    ['is too long', '2026-03-05', addDays('2026-03-05', longestStatement)],
    ['begins on no day', '2026-02-30', '2026-03-04'],
    ['has no end', '2026-03-05', undefined],
  ])('that %s is refused', async (_, from, to) => {
    const query = { from, ...(to && { to }) } as { from: string; to: string }
    const answer = await accountant().call(getStatement, { params: { userId: newId() }, query })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('may be a year and a day long', async () => {
    const to = addDays('2026-01-01', longestStatement - 1)
    expect((await statement('2026-01-01', to)).closingMinor).toBe(-1000)
  })
})

describe('the statements of a day', () => {
  const people = ['kesha', 'gosha', 'jako'] as const
  const ofDay = async (day: string) => {
    const userIds = people.map((name) => ledger.person(name)).join(',')
    return (await accountant().call(listDayStatements, { params: { day }, query: { userIds } })).body.items
  }

  it('are for each person what their own statement of that day is', async () => {
    for (const day of Array.from({ length: 8 }, (_, index) => addDays('2026-02-28', index))) {
      const alone = await Promise.all(people.map((name) => statement(day, day, name)))
      expect(await ofDay(day)).toEqual(alone.map(({ from: _, to: __, currency: ___, days: ____, ...one }) => one))
    }
    const [kesha] = await ofDay('2026-03-05')
    expect(kesha).toMatchObject({ openingMinor: 1000, rewardsMinor: 3000, otherMinor: -250, paidOutMinor: 3750 })
  })

  it('are refused for a day that is none, and for people who are none', async () => {
    const ask = (day: string, userIds: string) =>
      accountant().call(listDayStatements, { params: { day }, query: { userIds } })
    expect(await ask('2026-02-30', newId())).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(await ask('2026-03-05', '-'.repeat(36))).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('the balance at a moment', () => {
  const at = async (moment: string, name = 'kesha') =>
    (await accountant().call(getBalanceAt, { params: { userId: ledger.person(name) }, query: { at: moment } })).body
      .balanceMinor

  it('is that after the last row by then', async () => {
    expect(await at('2026-03-02T09:59:59.999Z')).toBe(0)
    expect(await at('2026-03-03T09:59:59.999Z')).toBe(0)
    expect(await at('2026-03-03T10:00:00.000Z')).toBe(1000)
    expect(await at('2026-03-04T00:00:00Z')).toBe(1000)
    expect(await at('2027-01-01T00:00:00Z')).toBe(-1000)
    expect(await at('2026-03-04T00:00:00Z', 'gosha')).toBe(-1000)
    expect(await at('2026-03-04T00:00:00Z', 'jako')).toBe(0)
  })

  it('is one’s own business, and that of those who look after the money', async () => {
    const kesha = ledger.person('kesha')
    const asked = { params: { userId: kesha }, query: { at: '2026-03-04T00:00:00Z' } }
    expect((await ledger.program.as('performer', kesha).call(getBalanceAt, asked)).status).toBe(200)
    for (const role of ['performer', 'manager'] as const)
      expect((await ledger.program.as(role).call(getBalanceAt, asked)).status).toBe(403)
  })
})
