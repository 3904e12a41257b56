import { payoutStatuses } from '@popug/contracts/billing.ts'
import { describe, expect, it } from 'vitest'
import type { BankAnswer } from './bank-answer.ts'
import { awaitCard, giveBack, issue, type Payout, pauseAfter, queue, retry, send, settle } from './payout.ts'

const issued = { id: 'p', userId: 'u', day: '2026-05-20', amountMinor: 1_234, currency: 'USD', issuedAt: 1 }
const issuing = { hasCard: true, attemptsAllowed: 3, registerId: null, now: 1 }
const queued = issue(issued, issuing)
const sending = { cardLast4: '4242', bank: 'sandbox', now: 10, today: '2026-05-20', claimedUntil: 100 } as const
const sent = (attempts: number): Payout => send({ ...queued, attempts: attempts - 1 }, sending)
const answered = (payout: Payout, answer: BankAnswer, before: 0 | 1 = 0): Payout =>
  settle(payout, { answer, at: 20, pause: 5, before })
const paid: BankAnswer = { outcome: 'paid', reference: 'r1', cardLast4: '4242' }
const refused = (permanent: boolean): BankAnswer => ({ outcome: 'refused', permanent, reason: 'no' })
const notTaken = (permanent: boolean): BankAnswer => ({ outcome: 'not_taken', permanent, reason: 'busy' })
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
    const again = send(answered(asked, unknown), { ...sending, now: 30, today: '2026-05-21' })
    expect(again.countedDay).toBe('2026-05-20')
    expect(answered(again, paid, 1).countedDay).toBe('2026-05-20')
    expect(answered(again, refused(false), 1).countedDay).toBeNull()
    expect(answered(asked, notTaken(false)).countedDay).toBeNull()
    expect(answered(again, notTaken(false), 1).countedDay).toBe('2026-05-20')
    expect(answered(asked, { outcome: 'no_card' }).countedDay).toBeNull()
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
    ['to be found out by a person', { outcome: 'person', reason: 'too_late' }, 1, { status: 'failed', unanswered: 1 }],
    ['not taken', notTaken(false), 1, { status: 'queued', unanswered: 0, askedSince: null, dueAt: 25 }],
    ['not taken for good', notTaken(true), 1, { status: 'failed', unanswered: 0, failure: 'busy' }],
    ['without a card', { outcome: 'no_card' }, 1, { status: 'waiting_for_card', unanswered: 0, dueAt: null }],
  ])('%s', (_, answer, attempts, expected) => {
    expect(answered(sent(attempts), answer)).toMatchObject(expected)
  })

  it('stays perhaps paid where only the last request was not taken', () => {
    const before = { ...sent(2), askedSince: 3 }
    expect(answered(before, notTaken(false), 1)).toMatchObject({ status: 'queued', unanswered: 1, askedSince: 3 })
    expect(answered(before, notTaken(true), 1)).toMatchObject({ status: 'failed', unanswered: 1, askedSince: 3 })
  })

  it('remembers since when the bank was asked, until the bank refuses', () => {
    const unheard = answered(sent(1), unknown)
    expect(unheard).toMatchObject({ askedSince: 10, bank: 'sandbox', refusals: 0 })
    const again = send(unheard, { ...sending, bank: 'yookassa', now: 50 })
    expect(again).toMatchObject({ askedSince: 10, bank: 'sandbox', sentAt: 50 })
    const no = answered(again, refused(false), 1)
    expect(no).toMatchObject({ askedSince: null, refusals: 1 })
    expect(send(no, { ...sending, bank: 'yookassa', now: 60 })).toMatchObject({ askedSince: 60, bank: 'yookassa' })
  })

  it('that the bank has taken over is looked after for a week, then by a person', () => {
    const pending: BankAnswer = { outcome: 'pending', reference: 'r7' }
    const taken = answered(sent(3), pending)
    const reference = { providerReference: 'r7', failure: 'pending', unanswered: 1 }
    expect(taken).toMatchObject({ ...reference, status: 'sent', attemptsAllowed: 4, dueAt: 30_020 })
    const later = settle(taken, { answer: pending, at: 20 + 8 * 86_400_000, pause: 5, before: 1 })
    expect(later).toMatchObject({ ...reference, status: 'failed', dueAt: null })
  })

  it('is retried with a whole series of attempts', () => {
    const failed = answered(sent(3), refused(false))
    expect(retry(failed, true, 3, 30)).toMatchObject({ status: 'queued', dueAt: 30, attempts: 3, attemptsAllowed: 6 })
    expect(retry(failed, false, 3, 30)).toMatchObject({ status: 'waiting_for_card', dueAt: null })
  })

  it('is asked about without a card when it may have been paid', () => {
    expect(retry(answered(sent(3), unknown), false, 3, 30)).toMatchObject({ status: 'queued', unanswered: 1 })
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
