import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  cards,
  issued,
  later,
  noon,
  openPayouts,
  type Program,
  personWithPayout,
  reaches,
  startBilling,
  untilNobodyAsks,
} from '../testing/billing-program.ts'
import { type Behaviour, startYookassa, type YookassaStandIn } from '../testing/yookassa-stand-in.ts'

const payoutsOfEach = 20

describe('payouts by YooKassa', () => {
  let bank: YookassaStandIn
  let program: Program
  beforeEach(async () => {
    bank = await startYookassa(() => program?.clock.now() ?? noon)
    program = await startBilling({ now: noon, env: { ...bank.env, PROVIDER_TIMEOUT_MS: '400' } })
  })
  afterEach(async () => {
    await program.stop()
    await bank.stop()
  })
  /** Lets hours pass until nothing is on its way. */
  const settle = async (hours = 15): Promise<void> => {
    await untilNobodyAsks(program)
    for (let hour = 0; hour < hours && (await openPayouts(program)).length > 0; hour++) {
      later(program)
      await untilNobodyAsks(program)
    }
  }
  const notify = (id: string, event: string, headers: Record<string, string> = {}) =>
    program
      .nobody()
      .call(
        { ...billingRoutes.hearBank, consumes: 'application/json' as never },
        { body: JSON.stringify({ type: 'notification', event, object: { id } }), headers },
      )
  const paidTwice = () => {
    const paid = bank.payouts
      .filter(({ status }) => status === 'succeeded')
      .map(({ metadata }) => metadata.popug_payout)
    return paid.length - new Set(paid).size
  }

  it.each<[string, Behaviour, 'paid' | 'failed']>([
    ['succeed', { becomes: 'succeeded', says: 'answer' }, 'paid'],
    ['are answered with an error after', { becomes: 'succeeded', says: 500 }, 'paid'],
    ['are not answered', { becomes: 'succeeded', says: 'silence' }, 'paid'],
    ['meet an error before', { becomes: 'nothing', says: 500 }, 'paid'],
    ['meet too many requests', { becomes: 'nothing', says: 429 }, 'paid'],
    ['are canceled for now', { becomes: { canceled: 'issuer_unavailable' }, says: 'answer' }, 'paid'],
    ['are canceled for good', { becomes: { canceled: 'rejected_by_payee' }, says: 'answer' }, 'failed'],
    ['are canceled, and that is not heard', { becomes: { canceled: 'rejected_by_payee' }, says: 500 }, 'failed'],
  ])('that %s: each at most once, each with its end', async (_, behaviour, end) => {
    bank.next(...Array(payoutsOfEach).fill(behaviour))
    const person = program.as('performer')
    await person.call(billingRoutes.putMyCard, { body: { number: cards.plain } })
    const payouts = Array.from({ length: payoutsOfEach }, () => issued(person.id, { currency: 'RUB' }))
    await program.say(payoutIssued, ...payouts)
    await program.settled()
    await settle()
    const ended = await program.database.query.selectFrom('payouts').select(['status', 'providerReference']).execute()
    expect(ended.map(({ status }) => status)).toEqual(Array(payoutsOfEach).fill(end))
    expect(paidTwice()).toBe(0)
    const succeeded = bank.payouts.filter(({ status }) => status === 'succeeded')
    expect(succeeded).toHaveLength(end === 'paid' ? payoutsOfEach : 0)
    expect(await program.said(payoutPaid)).toHaveLength(succeeded.length)
    if (end === 'paid') {
      const known = ended.map(({ providerReference }) => providerReference).sort()
      expect(known).toEqual(succeeded.map(({ id }) => id).sort())
    }
  })

  const takenOver = async () => {
    bank.next({ becomes: 'pending', says: 'answer' })
    const made = await personWithPayout(program, cards.plain, newId(), { currency: 'RUB' })
    await until('the bank has taken it over', async () =>
      (await program.database.query.selectFrom('payouts').select('failure').execute()).some(
        ({ failure }) => failure === 'pending',
      ),
    )
    return { ...made, id: bank.payouts[0]?.id ?? '' }
  }

  it('that were taken over are paid by a notice, once however often it comes', async () => {
    const { payoutId, id } = await takenOver()
    expect(await notify(id, 'payout.succeeded')).toMatchObject({ status: 200, body: {} })
    bank.finish(id, 'succeeded')
    const answers = await Promise.all(Array.from({ length: 4 }, () => notify(id, 'payout.succeeded')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await reaches(program, payoutId, 'paid')
    expect(await program.said(payoutPaid)).toHaveLength(1)
  })

  it('that were taken over and canceled fail by a notice; an old notice does not touch the next order', async () => {
    const { payoutId, id } = await takenOver()
    bank.finish(id, { canceled: 'rejected_by_payee' })
    await notify(id, 'payout.canceled')
    expect(await reaches(program, payoutId, 'failed')).toMatchObject({ failure: 'rejected_by_payee' })
    bank.next({ becomes: 'pending', says: 'answer' })
    await program.as('admin').call(billingRoutes.retryPayout, { params: { id: payoutId } })
    await until('it is ordered anew', () => bank.payouts.length === 2)
    await reaches(program, payoutId, 'sent')
    await notify(id, 'payout.canceled')
    await reaches(program, payoutId, 'sent')
    bank.finish(bank.payouts[1]?.id ?? '', 'succeeded')
    await settle()
    await reaches(program, payoutId, 'paid')
    expect(bank.orders.map(({ key }) => key)).toEqual([payoutId, `${payoutId}.1`])
  })

  it('that were taken over are asked about where no notice comes', async () => {
    const { payoutId, id } = await takenOver()
    later(program, 60_000)
    await untilNobodyAsks(program)
    bank.finish(id, 'succeeded')
    await settle()
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ cardLast4: '4444' })
    expect(bank.orders).toHaveLength(1)
  })

  it('does not believe a notice from elsewhere', async () => {
    await program.stop()
    const { YOOKASSA_SOURCES: _, ...published } = bank.env
    program = await startBilling({ now: noon, env: published })
    const refusal = { status: 403, body: { code: 'not_from_the_bank' } }
    expect(await notify('po-1', 'payout.succeeded')).toMatchObject(refusal)
    // Where no proxy stands in front, what it would say of the sender is anybody's word.
    const claimed = { 'x-forwarded-for': '185.71.76.1', forwarded: 'for=185.71.76.1', 'x-real-ip': '185.71.76.1' }
    expect(await notify('po-1', 'payout.succeeded', claimed)).toMatchObject(refusal)
    expect((await program.as('performer').call(billingRoutes.getBank)).body).toEqual({ bank: 'yookassa', page: null })
  })
})
