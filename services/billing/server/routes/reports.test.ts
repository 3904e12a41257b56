import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { admits, roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  cards,
  day,
  issued,
  noon,
  type Program,
  personWithPayout,
  reaches,
  startBilling,
} from '../testing/billing-program.ts'

const { getPayoutReport } = billingRoutes
const params = { day }
const csv = { accept: 'text/csv' }

describe('the report of a day', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling({ now: noon })
  })
  afterEach(() => program.stop())

  it('has the totals by state, which sum up to what was issued', async () => {
    const paid = await personWithPayout(program, cards.pays)
    await program.say(payoutIssued, issued(paid.userId, { amountMinor: 5 }), issued(newId(), { amountMinor: 100 }))
    await program.say(payoutIssued, issued(newId(), { day: '2026-05-19', amountMinor: 7 }))
    const failed = await personWithPayout(program, cards.refused)
    await reaches(program, failed.payoutId, 'failed')
    const report = () => program.as('executive').call(getPayoutReport, { params })
    await until('both are paid', async () =>
      (await report()).body.byStatus.some((one) => one.status === 'paid' && one.payouts === 2),
    )
    const { status, body } = await report()
    expect(status).toBe(200)
    expect(body).toEqual({
      day,
      currency: 'USD',
      payouts: 4,
      amountMinor: 1_234 + 5 + 100 + 1_234,
      byStatus: [
        { status: 'waiting_for_card', payouts: 1, amountMinor: 100 },
        { status: 'queued', payouts: 0, amountMinor: 0 },
        { status: 'sent', payouts: 0, amountMinor: 0 },
        { status: 'paid', payouts: 2, amountMinor: 1_239 },
        { status: 'failed', payouts: 1, amountMinor: 1_234 },
        { status: 'returned', payouts: 0, amountMinor: 0 },
      ],
      byReason: [
        { status: 'waiting_for_card', reason: 'no_card', payouts: 1, amountMinor: 100 },
        { status: 'paid', reason: null, payouts: 2, amountMinor: 1_239 },
        { status: 'failed', reason: 'card_refused', payouts: 1, amountMinor: 1_234 },
      ],
      ledger: null,
    })
  })

  it('has each payout as a line of CSV, with decimals', async () => {
    const { payoutId, userId } = await personWithPayout(program, cards.pays)
    await reaches(program, payoutId, 'paid')
    const answer = await program.as('accountant').call(getPayoutReport, { params, headers: csv })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="payouts-${day}.csv"`,
    })
    const at = new Date(noon).toISOString()
    expect(answer.text.split('\r\n')).toEqual([
      'payout,user,day,status,amount,currency,attempts,failure,waits for,card,issued,paid',
      `${payoutId},${userId},${day},paid,12.34,USD,1,,,4242,${at},${at}`,
      '',
    ])
  })

  it('has every line of a long day, each once', async () => {
    const many = Array.from({ length: 1_203 }, () => issued(newId()))
    await program.say(payoutIssued, ...many)
    await program.settled()
    const { text } = await program.as('admin').call(getPayoutReport, { params, headers: csv })
    const ids = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0])
    expect(ids.sort()).toEqual(many.map(({ payoutId }) => payoutId).sort())
  })

  it('of a day without payouts is all zeros', async () => {
    const { body } = await program.as('admin').call(getPayoutReport, { params: { day: '2020-01-01' } })
    expect(body).toMatchObject({ payouts: 0, amountMinor: 0 })
    expect(body.byStatus.every(({ payouts }) => payouts === 0)).toBe(true)
  })

  it.each(roles)('is open to a %s as the contract says', async (role) => {
    const status = admits(getPayoutReport.who, role) ? 200 : 403
    expect(await program.as(role).call(getPayoutReport, { params })).toMatchObject({ status })
    expect(await program.as(role).call(getPayoutReport, { params, headers: csv })).toMatchObject({ status })
  })

  it('is not open to nobody, and not of a day that is none', async () => {
    expect(await program.nobody().call(getPayoutReport, { params })).toMatchObject({ status: 401 })
    const odd = await program.as('admin').call(getPayoutReport, { params: { day: '2026-13-01' } })
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})
