import { createHmac } from 'node:crypto'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutPaid } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  cards,
  expectTrueBooks,
  later,
  noon,
  type Program,
  password,
  personWithPayout,
  reaches,
  seen,
  startBilling,
  untilNobodyAsks,
} from '../testing/billing-program.ts'
import { laterMs } from '../testing/test-bank.ts'

describe('what the bank says by itself', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling({ now: noon })
  })
  afterEach(() => program.stop())

  const noticeOf = (payoutId: string, change: object = {}) =>
    JSON.stringify({
      event: 'payout.paid',
      payout: {
        payoutId,
        amountMinor: 1_234,
        currency: 'USD',
        status: 'paid',
        cardLast4: '0770',
        reason: null,
        reference: `sandbox-${payoutId}`,
        ...change,
      },
    })
  const sign = (body: string, at = program.clock.now(), secret = program.bank.env.SANDBOX_SECRET ?? '') =>
    `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
  const notify = async (body: string, signature?: string, more: Record<string, string> = {}) => {
    const response = await program.nobody().call(
      // The body goes as it is, not as JSON of it.
      { ...billingRoutes.hearBank, consumes: 'application/json' as never },
      { body, headers: { ...(signature === undefined ? {} : { 'bank-signature': signature }), ...more } },
    )
    return { status: response.status, code: (response.body as { code?: string } | undefined)?.code }
  }
  const heard = { status: 200, code: undefined }

  const putOff = async () => {
    const made = await personWithPayout(program, cards.paysLater)
    await until('the bank has taken it over', async () => (await seen(program, made.payoutId)).failure === 'pending')
    return made
  }

  it('pays what it put off, once however often it is said', async () => {
    const { payoutId } = await putOff()
    program.clock.set(noon + laterMs)
    program.bank.wake()
    const body = noticeOf(payoutId)
    const answers = await Promise.all(Array.from({ length: 5 }, () => notify(body, sign(body))))
    expect(answers).toEqual(Array(5).fill(heard))
    expect(await seen(program, payoutId)).toMatchObject({ status: 'paid', attempts: 1, cardLast4: '0770' })
    later(program)
    expect(await notify(body, sign(body))).toEqual(heard)
    expect(await program.said(payoutPaid)).toHaveLength(1)
    const { body: steps } = await program
      .as('accountant')
      .call(billingRoutes.listPayoutSteps, { params: { id: payoutId } })
    expect(steps.items.map(({ status, failure }) => [status, failure])).toEqual([
      ['queued', null],
      ['sent', null],
      ['sent', 'pending'],
      ['paid', null],
    ])
    await expectTrueBooks(program)
  })

  it('is not needed: what was put off is asked about', async () => {
    const { payoutId, person } = await putOff()
    expect(await program.as('admin').call(billingRoutes.returnPayout, { params: { id: payoutId } })).toMatchObject({
      status: 409,
    })
    const forgotten = await person.call(billingRoutes.deleteMyCard, { body: { password } })
    expect(forgotten.status).toBe(204)
    later(program, laterMs)
    program.bank.wake()
    await untilNobodyAsks(program)
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ cardLast4: '0770' })
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it.each<[string, (body: string) => string | undefined]>([
    ['unsigned', () => undefined],
    ['signed with another secret', (body) => sign(body, noon, 'another secret')],
    ['signed long ago', (body) => sign(body, noon - 6 * 60_000)],
    ['signed in times to come', (body) => sign(body, noon + 6 * 60_000)],
    ['signed for another text', (body) => sign(`${body} `)],
    ['signed for another moment', (body) => sign(body).replace(`t=${noon}`, `t=${noon + 1}`)],
    ['signed in another way', () => 'v1=00'],
  ])('is not believed when it is %s', async (_, signature) => {
    const { payoutId } = await putOff()
    const body = noticeOf(payoutId)
    expect(await notify(body, signature(body))).toEqual({ status: 403, code: 'not_from_the_bank' })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'sent' })
  })

  it('changes nothing when it is about nobody’s payout, or says what is known or still open', async () => {
    const unknown = noticeOf(newId())
    expect(await notify(unknown, sign(unknown))).toEqual(heard)
    const { payoutId } = await putOff()
    for (const change of [{ status: 'pending' }, { status: 'new' }]) {
      const body = noticeOf(payoutId, change)
      expect(await notify(body, sign(body))).toEqual(heard)
    }
    expect(await seen(program, payoutId)).toMatchObject({ status: 'sent', failure: 'pending' })
    expect(await program.said(payoutPaid)).toEqual([])
  })

  it('may be a refusal of what it had taken over', async () => {
    const { payoutId } = await putOff()
    const body = noticeOf(payoutId, { status: 'refused', reason: 'card_refused', reference: null })
    expect(await notify(body, sign(body))).toEqual(heard)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed', failure: 'card_refused' })
    expect(await notify(body, sign(body))).toEqual(heard)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed' })
  })

  it.each(['{}', '[]', 'null', '7', '{"event":"payout.paid","payout":{"payoutId":1}}', 'not JSON'])(
    'of another form is refused: %s',
    async (body) => {
      expect(await notify(body, sign(body))).toEqual({ status: 400, code: 'invalid' })
    },
  )

  it('is not read when it is too long or of another kind', async () => {
    const long = noticeOf(newId(), { reason: 'x'.repeat(20_000) })
    expect(await notify(long, sign(long))).toEqual({ status: 413, code: 'too_large' })
    const body = noticeOf(newId())
    expect(await notify(body, sign(body), { 'content-type': 'text/csv' })).toMatchObject({ status: 415 })
    expect(await notify(body, sign(body), { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      code: 'foreign_origin',
    })
  })

  it('tells everybody which bank pays, and where to look at it', async () => {
    const { body } = await program.as('performer').call(billingRoutes.getBank)
    expect(body).toEqual({ bank: 'sandbox', page: null })
  })
})
