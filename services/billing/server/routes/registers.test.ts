import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { admits, roles } from '@popug/contracts/roles.ts'
import { newId, systemActorId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import {
  cards,
  day,
  expectTrueBooks,
  issued,
  noon,
  type Program,
  personWithPayout,
  reaches,
  seen,
  startBilling,
} from '../testing/billing-program.ts'

const { listPayoutRegisters, getPayoutRegister, approvePayoutRegister, rejectPayoutRegister } = billingRoutes
const [closer, second] = [newId(), newId()]

describe('a register of payouts', () => {
  let program: Program
  afterEach(() => program.stop())
  const start = async (closedBy: string = closer) => {
    program = await startBilling({ now: noon, env: { PAYOUT_APPROVAL: 'second_person' } })
    const ready = await personWithPayout(program, cards.pays, newId(), { closedBy })
    const waiting = await personWithPayout(program, null, newId(), { closedBy, amountMinor: 66 })
    const [register] = await registers()
    return { ready, waiting, id: register?.id ?? '' }
  }
  const registers = async (query: object = {}) =>
    (await program.as('executive').call(listPayoutRegisters, { query })).body.items
  const seenNow = async (id: string) => {
    const { body } = await program.as('admin').call(getPayoutRegister, { params: { id } })
    return { heldPayouts: body.heldPayouts, heldMinor: body.heldMinor }
  }
  const approve = async (id: string, by = second, change: object = {}) =>
    program
      .as('accountant', by)
      .call(approvePayoutRegister, { params: { id }, body: { ...(await seenNow(id)), ...change } })
  const reject = async (id: string, by = second, reason = 'the sums are wrong') =>
    program
      .as('accountant', by)
      .call(rejectPayoutRegister, { params: { id }, body: { ...(await seenNow(id)), reason } })
  const wayOf = async (id: string) => {
    const { body } = await program.as('admin').call(billingRoutes.listPayoutSteps, { params: { id } })
    return body.items.map(({ status, reason, actorId }) => `${status} ${reason ?? '-'} ${actorId ?? 'itself'}`)
  }

  it('holds a day together until a second person has approved it', async () => {
    const { ready, waiting, id } = await start()
    expect(await registers()).toEqual([
      {
        id,
        day,
        status: 'awaiting',
        currency: 'USD',
        payouts: 2,
        amountMinor: 1_300,
        heldPayouts: 2,
        heldMinor: 1_300,
        closedBy: closer,
        openedAt: new Date(noon).toISOString(),
        decidedBy: null,
        decidedAt: null,
        reason: null,
      },
    ])
    await waiting.person.call(billingRoutes.putMyCard, { body: { number: cards.pays } })
    program.clock.set(noon + 24 * 3_600_000)
    for (const { payoutId } of [ready, waiting]) {
      expect(await seen(program, payoutId)).toMatchObject({ status: 'queued', hold: 'approval', nextAttemptAt: null })
    }
    expect(await program.said(payoutPaid)).toEqual([])
    expect(await approve(id)).toMatchObject({ status: 200, body: { status: 'approved', decidedBy: second } })
    await reaches(program, ready.payoutId, 'paid')
    await reaches(program, waiting.payoutId, 'paid')
    expect(await wayOf(ready.payoutId)).toEqual([
      'queued awaiting_approval itself',
      `queued approved ${second}`,
      'sent - itself',
      'paid - itself',
    ])
    expect(await seenNow(id)).toEqual({ heldPayouts: 0, heldMinor: 0 })
    expect(await registers({ status: 'awaiting' })).toEqual([])
    await expectTrueBooks(program)
  })

  it('is not approved by the person who closed the day, who may reject it', async () => {
    const { ready, waiting, id } = await start()
    expect(await approve(id, closer)).toMatchObject({ status: 403, body: { code: 'own_register' } })
    expect(await registers()).toMatchObject([{ status: 'awaiting', heldPayouts: 2 }])
    expect(await reject(id, closer)).toMatchObject({ status: 200, body: { status: 'rejected', decidedBy: closer } })
    await reaches(program, ready.payoutId, 'returned')
    await reaches(program, waiting.payoutId, 'returned')
    await expectTrueBooks(program)
  })

  it('that was rejected goes back to the balances, and says why', async () => {
    const { ready, waiting, id } = await start()
    await reject(id)
    await reaches(program, ready.payoutId, 'returned')
    await reaches(program, waiting.payoutId, 'returned')
    const said = await program.said(payoutReturned)
    expect(said.map(({ payoutId }) => payoutId).sort()).toEqual([ready.payoutId, waiting.payoutId].sort())
    for (const one of said) expect(one).toMatchObject({ reason: 'the sums are wrong', actorId: second })
    expect((await wayOf(ready.payoutId)).at(-1)).toBe(`returned rejected ${second}`)
    expect(await program.said(payoutPaid)).toEqual([])
    await expectTrueBooks(program)
  })

  it('is decided once, whoever presses at the same time', async () => {
    const { ready, id } = await start()
    const answers = await Promise.all([approve(id), reject(id), approve(id, newId()), reject(id, newId())])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const codes = answers.filter(({ status }) => status === 409).map(({ body }) => (body as { code?: string }).code)
    for (const code of codes) expect(['register_decided', 'register_changed']).toContain(code)
    await until('the payout has followed', async () =>
      ['paid', 'returned'].includes((await seen(program, ready.payoutId)).status),
    )
    await expectTrueBooks(program)
  })

  it('is looked at again where it is not what the person saw', async () => {
    const { waiting, id } = await start()
    const before = await seenNow(id)
    await program
      .as('accountant')
      .call(billingRoutes.returnPayout, { params: { id: waiting.payoutId }, body: { reason: 'left the company' } })
    expect(await approve(id, second, before)).toMatchObject({ status: 409, body: { code: 'register_changed' } })
    await program.say(payoutIssued, issued(newId(), { closedBy: closer, amountMinor: 66 }))
    await program.settled()
    expect(await approve(id, second, { heldMinor: 1 })).toMatchObject({ status: 409 })
    expect(await registers()).toMatchObject([{ payouts: 3, amountMinor: 1_366, heldPayouts: 2, heldMinor: 1_300 }])
    expect(await approve(id)).toMatchObject({ status: 200 })
  })

  it('is closed to what comes after the decision: that waits in another one', async () => {
    const { id } = await start()
    await approve(id)
    const late = await personWithPayout(program, cards.pays, newId(), { closedBy: closer })
    expect(await seen(program, late.payoutId)).toMatchObject({ status: 'queued', hold: 'approval' })
    const [newest, oldest] = await registers({ day })
    expect([newest?.status, oldest?.status]).toEqual(['awaiting', 'approved'])
    await approve(newest?.id ?? '')
    await reaches(program, late.payoutId, 'paid')
    await expectTrueBooks(program)
  })

  it('of a day that the schedule closed is approved by anybody who may', async () => {
    const { ready, id } = await start(systemActorId)
    expect(await approve(id, closer)).toMatchObject({ status: 200 })
    await reaches(program, ready.payoutId, 'paid')
  })

  it('of more than one batch follows whole, and once', async () => {
    const { id } = await start()
    const many = Array.from({ length: 1_203 }, () => issued(newId(), { closedBy: closer, amountMinor: 7 }))
    await program.say(payoutIssued, ...many)
    await program.settled()
    expect(await registers()).toHaveLength(1)
    await reject(id)
    await until('all have followed', async () => (await seenNow(id)).heldPayouts === 0)
    expect(await program.said(payoutReturned)).toHaveLength(1_205)
    await expectTrueBooks(program)
  })

  it.each(roles)('is open to a %s as the contract says', async (role) => {
    const { id } = await start()
    const params = { id }
    const asked = program.as(role)
    const may = (route: typeof getPayoutRegister | typeof approvePayoutRegister) => admits(route.who, role)
    expect((await asked.call(listPayoutRegisters)).status).toBe(admits(listPayoutRegisters.who, role) ? 200 : 403)
    expect((await asked.call(getPayoutRegister, { params })).status).toBe(may(getPayoutRegister) ? 200 : 403)
    const body = { heldPayouts: 2, heldMinor: 1_300 }
    const unknown = await asked.call(approvePayoutRegister, { params: { id: newId() }, body })
    expect(unknown.status).toBe(may(approvePayoutRegister) ? 404 : 403)
    expect((await program.nobody().call(approvePayoutRegister, { params, body })).status).toBe(401)
  })

  it.each([{ reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(501) }, { heldMinor: -1 }, { more: 1 }])(
    'is not rejected with %o',
    async (change) => {
      const { id } = await start()
      const body = { ...(await seenNow(id)), reason: 'wrong', ...change }
      const answer = await program.as('admin').call(rejectPayoutRegister, { params: { id }, body })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
      expect(await registers()).toMatchObject([{ status: 'awaiting' }])
    },
  )

  it('there is none where nobody is asked', async () => {
    program = await startBilling({ now: noon })
    const { payoutId } = await personWithPayout(program, cards.pays, newId(), { closedBy: closer })
    await reaches(program, payoutId, 'paid')
    expect(await registers()).toEqual([])
  })
})
