import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { admits, roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  cards,
  issued,
  noon,
  type Program,
  personWithPayout,
  reaches,
  seen,
  startBilling,
} from '../testing/billing-program.ts'

const { createReconciliation, getReconciliation, listReconciliations, listReconciliationLines } = billingRoutes
const accountant = newId()
const period = { from: '2026-05-20', to: '2026-05-20' }

describe('a register of the bank', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling({ now: noon })
  })
  afterEach(() => program.stop())
  const upload = (csv: string, query: { from: string; to: string } = period, headers: Record<string, string> = {}) =>
    program.as('accountant', accountant).call(createReconciliation, { query, body: csv, headers })
  /** So many payouts that are paid. */
  const paid = async (count: number): Promise<Payout[]> => {
    const person = program.as('performer')
    await person.call(billingRoutes.putMyCard, { body: { number: cards.pays } })
    const payouts = Array.from({ length: count }, (_, index) => issued(person.id, { amountMinor: 100 + index }))
    await program.say(payoutIssued, ...payouts)
    await program.settled()
    const all = async () => Promise.all(payouts.map(({ payoutId }) => seen(program, payoutId)))
    await until('all are paid', async () => (await all()).every(({ status }) => status === 'paid'))
    return all()
  }
  const lineOf = ({ id, amountMinor }: Payout): string => `${id},${minorToDecimal(amountMinor, 'USD')}`
  const linesOf = async (id: string, query: object = {}) => {
    const { body } = await program.as('executive').call(listReconciliationLines, { params: { id }, query })
    return body.items
  }

  it('is matched line by line: what both tell, what is missing, extra, different, or cannot be read', async () => {
    const [same, more, gone] = (await paid(3)) as [Payout, Payout, Payout]
    const failed = await personWithPayout(program, cards.refused)
    await reaches(program, failed.payoutId, 'failed')
    const stranger = newId()
    const csv = [
      'payout,amount,currency,reference',
      `${lineOf(same)},USD,`,
      `${more.id},5.00,USD,`,
      `${failed.payoutId},12.34,USD,r1`,
      `${stranger},1.00,,`,
      'nonsense,1,,',
      `${lineOf(same)},USD,`,
    ].join('\r\n')
    const { status, body } = await upload(csv)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...period, currency: 'USD', lines: 6 })
    expect(body.totals).toEqual([
      { outcome: 'matched', lines: 1, registerMinor: 100, paidMinor: 100 },
      { outcome: 'missing', lines: 1, registerMinor: 0, paidMinor: 102 },
      { outcome: 'extra', lines: 2, registerMinor: 1_334, paidMinor: 0 },
      { outcome: 'different', lines: 1, registerMinor: 500, paidMinor: 101 },
      { outcome: 'refused', lines: 2, registerMinor: 0, paidMinor: 0 },
    ])
    const told = (await linesOf(body.id)).map(({ outcome, reason, line, payoutId }) => [
      outcome,
      reason,
      line,
      payoutId,
    ])
    expect(told).toEqual([
      ['matched', null, 2, same.id],
      ['different', 'amount', 3, more.id],
      ['extra', 'not_paid', 4, failed.payoutId],
      ['extra', 'unknown_payout', 5, stranger],
      ['refused', 'payout_wrong', 6, null],
      ['refused', 'payout_twice', 7, null],
      ['missing', null, null, gone.id],
    ])
    expect(await linesOf(body.id, { outcome: 'extra' })).toHaveLength(2)
    expect((await program.as('executive').call(listReconciliations)).body.items).toEqual([body])
  })

  it('adds up: what is matched, different and missing is all that was paid in the period', async () => {
    const all = await paid(12)
    const csv = ['payout,amount', ...all.slice(0, 9).map((one, index) => (index === 4 ? `${one.id},9` : lineOf(one)))]
    const { body } = await upload(csv.join('\n'))
    const minor = body.totals
      .filter(({ outcome }) => ['matched', 'different', 'missing'].includes(outcome))
      .reduce((total, { paidMinor }) => total + paidMinor, 0)
    expect(minor).toBe(all.reduce((total, { amountMinor }) => total + amountMinor, 0))
    expect(body.totals.map(({ lines }) => lines)).toEqual([8, 3, 0, 1, 0])
  })

  it('tells another number of the bank, and another currency, whose sums it leaves out', async () => {
    const [one, two] = (await paid(2)) as [Payout, Payout]
    const csv = `payout,amount,currency,reference\n${lineOf(one)},USD,other-1\n${lineOf(two)},EUR,`
    const { body } = await upload(csv)
    const told = (await linesOf(body.id)).map(({ outcome, reason, registerMinor }) => [outcome, reason, registerMinor])
    expect(told).toEqual([
      ['different', 'reference', 100],
      ['different', 'currency', null],
    ])
  })

  it('goes by the days of the business time zone on which payouts were paid', async () => {
    const [one] = (await paid(1)) as [Payout]
    const none = 'payout,amount\nx,1'
    const missingOn = async (from: string, to: string) =>
      (await upload(none, { from, to })).body.totals.find(({ outcome }) => outcome === 'missing')?.lines
    expect(await missingOn('2026-05-19', '2026-05-19')).toBe(0)
    expect(await missingOn('2026-05-21', '2026-05-21')).toBe(0)
    expect(await missingOn('2026-05-01', '2026-05-31')).toBe(1)
    // What was paid on another day is no stranger to the register all the same.
    const { body } = await upload(`payout,amount\n${lineOf(one)}`, { from: '2026-05-19', to: '2026-05-19' })
    expect(body.totals[0]).toMatchObject({ outcome: 'matched', lines: 1 })
  })

  it('is kept, page by page and as CSV', async () => {
    const csv = ['payout,amount', ...Array.from({ length: 1_203 }, () => `${newId()},1.50`)].join('\n')
    const { body } = await upload(csv)
    const first = await program
      .as('admin')
      .call(listReconciliationLines, { params: { id: body.id }, query: { limit: 500 } })
    expect(first.body.items.map(({ number }) => number)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    const { text, headers } = await program
      .as('admin')
      .call(listReconciliationLines, { params: { id: body.id }, headers: { accept: 'text/csv' } })
    expect(headers['content-disposition']).toBe('attachment; filename="reconciliation-2026-05-20-2026-05-20.csv"')
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('outcome,reason,line,payout,reference,in the register,paid')
    expect(lines.slice(1, -1)).toHaveLength(1_203)
    expect(lines[1]).toMatch(/^extra,unknown_payout,2,[0-9a-f-]{36},,1\.50,$/)
  })

  it('is compared once, however often the same request comes', async () => {
    const key = { 'idempotency-key': newId() }
    const csv = `payout,amount\n${newId()},1`
    const answers = [await upload(csv, period, key), await upload(csv, period, key)]
    expect(answers[0]?.body.id).toBe(answers[1]?.body.id)
    expect((await program.as('admin').call(listReconciliations)).body.items).toHaveLength(1)
  })

  it.each<[string, string, { from: string; to: string }]>([
    ['without lines', 'payout,amount', period],
    ['without a column that it needs', 'payout\nx', period],
    ['with a column that nobody knows', 'payout,amount,card\nx,1,1', period],
    ['of a day that is none', 'payout,amount\nx,1', { from: '2026-02-30', to: '2026-03-01' }],
    ['of days in the wrong order', 'payout,amount\nx,1', { from: '2026-05-21', to: '2026-05-20' }],
    ['of more than 31 days', 'payout,amount\nx,1', { from: '2026-05-01', to: '2026-06-01' }],
  ])('%s is refused, and nothing is kept', async (_, csv, query) => {
    expect(await upload(csv, query)).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect((await program.as('admin').call(listReconciliations)).body.items).toEqual([])
  })

  it.each(roles)('is open to a %s as the contract says', async (role) => {
    const { body } = await upload(`payout,amount\n${newId()},1`)
    const params = { id: body.id }
    const asked = program.as(role)
    const status = (route: typeof createReconciliation | typeof getReconciliation, right: number) =>
      admits(route.who, role) ? right : 403
    const created = await asked.call(createReconciliation, { query: period, body: `payout,amount\n${newId()},1` })
    expect(created.status).toBe(status(createReconciliation, 201))
    expect((await asked.call(getReconciliation, { params })).status).toBe(status(getReconciliation, 200))
    expect((await asked.call(listReconciliationLines, { params })).status).toBe(status(getReconciliation, 200))
    const unknown = await asked.call(getReconciliation, { params: { id: newId() } })
    expect(unknown.status).toBe(status(getReconciliation, 404))
    expect((await program.nobody().call(getReconciliation, { params })).status).toBe(401)
  })
})
