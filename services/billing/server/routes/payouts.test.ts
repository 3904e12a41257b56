import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { admits, roles, seesAll } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issued, noon, type Program, startBilling } from '../testing/billing-program.ts'

const { listPayouts, getPayout, listPayoutSteps, retryPayout, returnPayout } = billingRoutes

describe('payouts', () => {
  let program: Program
  const [kesha, gosha] = [newId(), newId()]
  const days = ['2026-05-18', '2026-05-19', '2026-05-20']
  const all = days.flatMap((day) => [kesha, gosha].map((userId) => issued(userId, { day })))
  const ids = all.map(({ payoutId }) => payoutId)
  beforeEach(async () => {
    program = await startBilling({ now: noon, still: true })
    await program.say(payoutIssued, ...all)
    await program.settled()
  })
  afterEach(() => program.stop())
  const idsOf = (items: readonly Payout[]) => items.map(({ id }) => id)
  const list = async (query: object, caller = program.as('accountant')) => {
    const { body, status } = await caller.call(listPayouts, { query })
    expect(status).toBe(200)
    return body
  }

  it('are listed newest first', async () => {
    const { items, next } = await list({})
    expect(idsOf(items)).toEqual([...ids].reverse())
    expect(next).toBeNull()
    expect(items[0]).toEqual({
      id: ids[5],
      userId: gosha,
      day: '2026-05-20',
      amountMinor: 1_234,
      currency: 'USD',
      status: 'waiting_for_card',
      attempts: 0,
      failure: null,
      cardLast4: null,
      hold: null,
      nextAttemptAt: null,
      mayBePaid: false,
      registerId: null,
      issuedAt: new Date(noon).toISOString(),
      paidAt: null,
    })
  })

  it.each([
    ['a person', { userId: kesha }, [4, 2, 0]],
    ['a day', { day: '2026-05-19' }, [3, 2]],
    ['a state', { status: 'waiting_for_card' }, [5, 4, 3, 2, 1, 0]],
    ['another state', { status: 'paid' }, []],
    ['ids', { ids: `${ids[1]},${ids[4]},${newId()}` }, [4, 1]],
    ['all of it together', { userId: gosha, day: '2026-05-18', status: 'waiting_for_card', ids: ids.join() }, [1]],
  ])('are narrowed to %s', async (_, query, expected) => {
    expect(idsOf((await list(query)).items)).toEqual(expected.map((index) => ids[index]))
  })

  it('come page by page, each once, though others arrive meanwhile', async () => {
    const found: string[] = []
    let after: string | undefined
    for (let page = 0; page < 4; page++) {
      const { items, next }: { items: Payout[]; next: string | null } = await list({
        limit: 2,
        ...(after ? { after } : {}),
      })
      found.push(...idsOf(items))
      await program.say(payoutIssued, issued(kesha))
      await program.settled()
      if (next === null) break
      after = next
    }
    expect(found).toEqual([...ids].reverse())
  })

  it.each([
    { after: 'nonsense' },
    { after: Buffer.from('["a","b"]').toString('base64url') },
    { limit: 0 },
    { limit: 501 },
    { status: 'lost' },
    { day: '2026-02-30' },
    { userId: 'kesha' },
    { ids: 'one,two' },
    { more: 1 },
  ])('refuse %o', async (query) => {
    const answer = await program.as('accountant').call(listPayouts, { query: query as object })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it.each(roles)('show a %s what is theirs to see', async (role) => {
    const caller = program.as(role, kesha)
    const sees = seesAll(listPayouts.who, role)
    expect(idsOf((await list({}, caller)).items)).toHaveLength(sees ? 6 : 3)
    expect(await caller.call(listPayouts, { query: { userId: gosha } })).toMatchObject({ status: sees ? 200 : 403 })
    expect(idsOf((await list({ ids: ids.join() }, caller)).items)).toHaveLength(sees ? 6 : 3)
    for (const route of [getPayout, listPayoutSteps]) {
      expect(await caller.call(route, { params: { id: ids[0] as string } })).toMatchObject({ status: 200 })
      expect(await caller.call(route, { params: { id: ids[1] as string } })).toMatchObject({ status: sees ? 200 : 403 })
      expect(await caller.call(route, { params: { id: newId() } })).toMatchObject({ status: 404 })
    }
    for (const route of [retryPayout, returnPayout]) {
      const status = admits(route.who, role) ? 404 : 403
      expect(await caller.call(route, { params: { id: newId() } })).toMatchObject({ status })
    }
  })

  it('show nobody anything', async () => {
    const params = { id: ids[0] as string }
    const nobody = program.nobody()
    const asked = [getPayout, listPayoutSteps, retryPayout, returnPayout].map((route) => nobody.call(route, { params }))
    for (const answer of await Promise.all([nobody.call(listPayouts), ...asked])) expect(answer.status).toBe(401)
  })

  it('tell their way step by step', async () => {
    await program.as('accountant', gosha).call(returnPayout, { params: { id: ids[0] as string } })
    const first = { limit: 1 }
    const caller = program.as('performer', kesha)
    const { body } = await caller.call(listPayoutSteps, { params: { id: ids[0] as string }, query: first })
    const step = { at: new Date(noon).toISOString(), attempt: 0, failure: null, note: null, actorId: null }
    expect(body.items).toEqual([{ ...step, status: 'waiting_for_card', reason: 'no_card' }])
    const rest = await caller.call(listPayoutSteps, {
      params: { id: ids[0] as string },
      query: { after: body.next ?? '' },
    })
    expect(rest.body).toEqual({
      items: [{ ...step, status: 'returned', failure: 'no_card', reason: 'given_back', actorId: gosha }],
      next: null,
    })
  })
})
