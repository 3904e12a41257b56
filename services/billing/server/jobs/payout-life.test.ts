import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutReturned } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type BillingOptions,
  cards,
  expectTrueBooks,
  later,
  noon,
  type Program,
  password,
  personWithPayout,
  reaches,
  seen,
  shortPatience,
  startBilling,
} from '../testing/billing-program.ts'
import { payPayouts } from './pay-payouts.ts'

describe('the life of a payout', () => {
  let program: Program
  const start = async (options: BillingOptions = {}) => {
    program = await startBilling({ now: noon, ...options })
  }
  afterEach(() => program.stop())
  const accountant = newId()
  /** Its way as one line a step: `status attempt reason/failure by whom`. */
  const wayOf = async (id: string): Promise<string[]> => {
    const { body } = await program.as('admin').call(billingRoutes.listPayoutSteps, { params: { id } })
    return body.items.map(({ status, attempt, reason, failure, note, actorId }) =>
      [status, attempt, reason ?? failure ?? '-', actorId === null ? 'itself' : actorId, note ?? ''].join(' ').trim(),
    )
  }

  it('is kept step by step, with reasons, and with who did it where a person did', async () => {
    await start()
    const { person, payoutId } = await personWithPayout(program, null)
    await person.call(billingRoutes.putMyCard, { body: { number: cards.refused } })
    await reaches(program, payoutId, 'failed')
    const params = { id: payoutId }
    await program.as('accountant', accountant).call(billingRoutes.retryPayout, { params })
    await reaches(program, payoutId, 'failed', 2)
    const body = { reason: 'left the company' }
    await program.as('accountant', accountant).call(billingRoutes.returnPayout, { params, body })
    expect(await wayOf(payoutId)).toEqual([
      'waiting_for_card 0 no_card itself',
      `queued 0 card_named ${person.id}`,
      'sent 1 - itself',
      'failed 1 card_refused itself',
      `queued 1 tried_again ${accountant}`,
      // The step into `sent` shows what the attempt before it came to.
      'sent 2 card_refused itself',
      'failed 2 card_refused itself',
      `returned 2 given_back ${accountant} left the company`,
    ])
    expect(await program.said(payoutReturned)).toMatchObject([
      { payoutId, reason: 'left the company', actorId: accountant },
    ])
    await expectTrueBooks(program)
  })

  it('tells whose card was forgotten, and that it waits again', async () => {
    await start({ still: true })
    const { person, payoutId } = await personWithPayout(program, cards.pays)
    await person.call(billingRoutes.deleteMyCard, { body: { password } })
    expect(await wayOf(payoutId)).toEqual(['queued 0 issued itself', `waiting_for_card 0 card_forgotten ${person.id}`])
  })

  it('tells that its asker was lost, and asks again under the same key', async () => {
    await start({ still: true })
    const { payoutId } = await personWithPayout(program, cards.pays)
    const dead = { status: 'sent', attempts: 1, unanswered: 1, dueAt: noon } as const
    await program.database.query.updateTable('payouts').set(dead).where('id', '=', payoutId).execute()
    await payPayouts.run(program.session(), new AbortController().signal)
    expect(await wayOf(payoutId)).toEqual(['queued 0 issued itself', 'sent 2 asker_lost itself', 'paid 2 - itself'])
  })

  it.each([
    [0, [2_000, 8_000, 32_000]],
    [0.5, [1_500, 6_000, 24_000]],
    [0.999, [1_001, 4_004, 16_016]],
  ])('waits longer after each attempt, less by chance: %f', async (chance, pauses) => {
    await start({ still: true, chance: () => chance, env: { PAYOUT_ATTEMPTS: '4', ...shortPatience } })
    const { payoutId } = await personWithPayout(program, cards.pays)
    const refusing = {
      ...program.session(),
      tools: {
        ...program.session().tools,
        teller: {
          ...program.session().tools.teller,
          ask: async () => ({ outcome: 'refused', permanent: false, reason: 'insufficient_funds' }) as const,
        },
      },
    }
    for (const pause of pauses) {
      await payPayouts.run(refusing, new AbortController().signal)
      const { status, nextAttemptAt } = await seen(program, payoutId)
      expect([status, Date.parse(nextAttemptAt ?? '') - program.clock.now()]).toEqual(['queued', pause])
      later(program, pause)
    }
    await payPayouts.run(refusing, new AbortController().signal)
    const ended = { status: 'failed', attempts: 4, nextAttemptAt: null, failure: 'insufficient_funds' }
    expect(await seen(program, payoutId)).toMatchObject(ended)
  })

  it('never asks again by itself after a refusal for good', async () => {
    await start()
    const { payoutId } = await personWithPayout(program, cards.refused)
    await reaches(program, payoutId, 'failed')
    later(program, 30 * 24 * 3_600_000)
    expect(await payPayouts.run(program.session(), new AbortController().signal)).toBeUndefined()
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed', attempts: 1, nextAttemptAt: null })
  })

  it.each(['', ' ', 'x'.repeat(501)])('is not returned for a reason that is none: "%s"', async (reason) => {
    await start()
    const { payoutId } = await personWithPayout(program, null)
    const answer = await program
      .as('accountant')
      .call(billingRoutes.returnPayout, { params: { id: payoutId }, body: { reason } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(answer.text).toContain('/body/reason')
    expect(await seen(program, payoutId)).toMatchObject({ status: 'waiting_for_card' })
  })
})
