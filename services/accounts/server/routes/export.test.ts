import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Route } from '@popug/contracts/route.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chargeAndCredit } from '../commands/charge-and-credit.ts'
import { LedgerStory } from '../testing/ledger-story.ts'

const { listTransactions, listBalances, listDays } = accountRoutes
let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
})
afterEach(() => ledger.program.stop())

type Line = Record<string, string>
/** A CSV answer as lines by heading; the texts of these tests have no commas. */
const csv = async (route: Route, query: object = {}): Promise<Line[]> => {
  const asked = { query: query as never, headers: { accept: 'text/csv' } }
  const { text, headers } = await ledger.program.as('accountant').call(route, asked)
  expect(headers['content-type']).toContain('text/csv')
  const [headings = [], ...lines] = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return lines.map((cells) => Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])))
}
const minor = (decimal: string | undefined): number => Math.round(Number(decimal) * 100)
const sum = (lines: readonly Line[], column: string): number =>
  lines.reduce((total, line) => total + minor(line[column]), 0)

describe('the export', () => {
  beforeEach(() =>
    ledger.tell(`
      at 2026-03-02 10:00
      assign kesha T1
      close kesha T1
      assign gosha T2
      correct ara 7.77 a gift
      closing 2026-03-02
      at 2026-03-03 10:00
      return kesha 2026-03-02
      reverse 3 wrong parrot
      assign kesha T3
      at 2026-03-04 09:00
      assign rio T3`),
  )

  it('of rows, balances and days tells the same, to the cent', async () => {
    const [rows, balances, days] = [await csv(listTransactions), await csv(listBalances), await csv(listDays)]
    for (const { user_id, balance } of balances)
      expect(minor(balance)).toBe(
        sum(
          rows.filter((row) => row.user_id === user_id),
          'amount',
        ),
      )
    expect(new Set(balances.map(({ user_id }) => user_id))).toEqual(new Set(rows.map(({ user_id }) => user_id)))
    expect(days.map(({ day, status }) => [day, status])).toEqual([
      ['2026-03-04', 'open'],
      ['2026-03-03', 'open'],
      ['2026-03-02', 'closed'],
    ])
    for (const line of days) {
      const of = (...kinds: string[]) =>
        sum(
          rows.filter(({ day, kind }) => day === line.day && kinds.includes(kind ?? '')),
          'amount',
        )
      const figures = [line.fees, line.rewards, line.profit, line.paid_out].map(minor)
      expect(figures).toEqual([-of('fee'), of('reward'), -of('fee', 'reward'), -of('payout')].map((one) => one + 0))
    }
  })

  it('of balances is that of any moment: as the rows by then left them', async () => {
    const at = async (when: string) =>
      (await csv(listBalances, { at: when })).map(({ user_id, balance, at: told }) => {
        expect(told).toBe(new Date(when).toISOString())
        return `${['kesha', 'gosha', 'ara', 'rio'].find((name) => ledger.person(name) === user_id)} ${balance}`
      })
    expect(await at('2026-03-02T09:59:59.999Z')).toEqual([])
    expect((await at('2026-03-02T10:00:00Z')).sort()).toEqual(['ara 0.00', 'gosha -10.00', 'kesha 0.00'])
    expect((await at('2026-03-03T10:00:00Z')).sort()).toEqual(['ara 0.00', 'gosha 0.00', 'kesha 10.00'])
    expect((await at('2026-03-04T09:00:00Z')).sort()).toEqual(['ara 0.00', 'gosha 0.00', 'kesha 10.00', 'rio -10.00'])
  })

  it('of days is of the days that are asked for', async () => {
    const days = await csv(listDays, { from: '2026-03-02', to: '2026-03-03' })
    expect(days.map(({ day }) => day)).toEqual(['2026-03-03', '2026-03-02'])
    expect(days[1]).toEqual({
      day: '2026-03-02',
      status: 'closed',
      fees: '20.00',
      rewards: '30.00',
      profit: '-10.00',
      losers: '1',
      payouts: '2',
      paid_out: '27.77',
      carried: '0',
      carried_amount: '0.00',
      currency: 'USD',
    })
  })
})

it('balances come in pages, by person, each once, and 1,200 of them in one file', async () => {
  const people = Array.from({ length: 1_200 }, () => newId())
  const work = people.map((userId) => ({ kind: 'assigned', taskId: newId(), userId }) as const)
  await ledger.program.session().transaction((ctx) => chargeAndCredit(ctx, work))
  const lines = await csv(listBalances)
  expect(lines.map(({ user_id }) => user_id)).toEqual([...people].sort())
  const first = await ledger.program.as('executive').call(listBalances, { query: { limit: 500 } })
  const rest = await ledger.program.as('executive').call(listBalances, { query: { after: first.body.next ?? '' } })
  expect([...first.body.items, ...rest.body.items].map(({ userId }) => userId)).toEqual(
    [...people].sort().slice(0, 550),
  )
})
