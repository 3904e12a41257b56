import { payoutStatuses } from '@popug/contracts/billing.ts'
import { describe, expect, it } from 'vitest'
import type { BankAnswer } from './bank-answer.ts'
import { awaitCard, giveBack, issue, type Payout, pauseAfter, queue, retry, send, settle } from './payout.ts'

const issued = { id: 'p', userId: 'u', day: '2026-05-20', amountMinor: 1_234, currency: 'USD', issuedAt: 1 }
const issuing = { hasCard: true, attemptsAllowed: 3, registerId: null, now: 1 }
const queued = issue(issued, issuing)
const sent = (attempts: number): Payout =>
  send({ ...queued, attempts: attempts - 1 }, { cardLast4: '4242', now: 10, today: '2026-05-20', claimedUntil: 100 })
const paid: BankAnswer = { outcome: 'paid', reference: 'r1', cardLast4: '4242' }
const refused = (permanent: boolean): BankAnswer => ({ outcome: 'refused', permanent, reason: 'no' })
const unknown: BankAnswer = { outcome: 'unknown', reason: 'no_answer' }

describe('a payout', () => {
  it('is queued where there is a card, and waits where there is none', () => {
    expect(queued).toMatchObject({ status: 'queued', dueAt: 1, attempts: 0 })
    expect(issue(issued, { ...issuing, hasCard: false })).toMatchObject({ status: 'waiting_for_card', dueAt: null })
  })

  it('in a register is due to nobody, with a card or without', () => {
    const held = issue(issued, { ...issuing, registerId: 'r' })
    expect(held).toMatchObject({ status: 'queued', hold: 'approval', registerId: 'r', dueAt: null })
    const waiting = issue(issued, { ...issuing, hasCard: false, registerId: 'r' })
    expect(queue(waiting, 5)).toMatchObject({ status: 'queued', hold: 'approval', dueAt: null })
    expect(awaitCard(held)).toMatchObject({ status: 'waiting_for_card', hold: 'approval' })
    expect(giveBack(held)).toMatchObject({ status: 'returned', hold: null })
  })

  it('counts in the day of its first attempt until the bank has refused it', () => {
    const asked = sent(1)
    expect(asked.countedDay).toBe('2026-05-20')
    const again = send(settle(asked, unknown, 20, 5), {
      cardLast4: null,
      now: 30,
      today: '2026-05-21',
      claimedUntil: 90,
    })
    expect(again.countedDay).toBe('2026-05-20')
    expect(settle(again, paid, 40, 5).countedDay).toBe('2026-05-20')
    expect(settle(again, refused(false), 40, 5).countedDay).toBeNull()
    expect(settle(asked, { outcome: 'no_card' }, 20, 5).countedDay).toBeNull()
  })

  it('counts as perhaps paid from the moment it is sent', () => {
    expect(sent(1)).toMatchObject({
      status: 'sent',
      attempts: 1,
      unanswered: 1,
      dueAt: 100,
      cardLast4: '4242',
      sentAt: 10,
    })
  })

  it.each<[string, BankAnswer, number, Partial<Payout>]>([
    [
      'paid',
      paid,
      1,
      { status: 'paid', unanswered: 0, paidAt: 20, providerReference: 'r1', failure: null, dueAt: null },
    ],
    ['paid at last', paid, 3, { status: 'paid', attempts: 3 }],
    ['refused for good', refused(true), 1, { status: 'failed', unanswered: 0, failure: 'no', dueAt: null }],
    ['refused for now', refused(false), 1, { status: 'queued', unanswered: 0, failure: 'no', dueAt: 25 }],
    ['refused for now once too often', refused(false), 3, { status: 'failed', unanswered: 0 }],
    ['not answered', unknown, 2, { status: 'queued', unanswered: 1, failure: 'no_answer', dueAt: 25 }],
    ['not answered once too often', unknown, 3, { status: 'failed', unanswered: 1 }],
    ['without a card', { outcome: 'no_card' }, 1, { status: 'waiting_for_card', unanswered: 0, dueAt: null }],
  ])('%s', (_, answer, attempts, expected) => {
    expect(settle(sent(attempts), answer, 20, 5)).toMatchObject(expected)
  })

  it('is retried with a whole series of attempts', () => {
    const failed = settle(sent(3), refused(false), 20, 5)
    expect(retry(failed, true, 3, 30)).toMatchObject({ status: 'queued', dueAt: 30, attempts: 3, attemptsAllowed: 6 })
    expect(retry(failed, false, 3, 30)).toMatchObject({ status: 'waiting_for_card', dueAt: null })
  })

  it('is asked about without a card when it may have been paid', () => {
    expect(retry(settle(sent(3), unknown, 20, 5), false, 3, 30)).toMatchObject({ status: 'queued', unanswered: 1 })
  })

  it.each(payoutStatuses)('when %s: only a failed one is retried, only a failed or waiting one returned', (status) => {
    const payout = { ...queued, status }
    const attempt = (change: () => Payout) => {
      try {
        return change().status
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(attempt(() => retry(payout, true, 3, 30))).toBe(status === 'failed' ? 'queued' : 'payout_not_retryable')
    const returnable = status === 'failed' || status === 'waiting_for_card'
    expect(attempt(() => giveBack(payout))).toBe(returnable ? 'returned' : 'payout_not_returnable')
  })

  it.each([
    [1, 0, 2_000],
    [1, 1, 1_000],
    [2, 0, 8_000],
    [3, 0.5, 24_000],
    [7, 0, 3_600_000],
    [100, 0, 3_600_000],
  ])('after %i attempts and chance %f waits %i ms', (attempts, chance, pause) => {
    expect(pauseAfter(attempts, chance)).toBe(pause)
  })
})
