import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { AnswerOf, QueryOf } from '@popug/contracts/route.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

const { listTransactions, createCorrection, listIssuedPayouts } = accountRoutes
let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-02 10:00
    assign kesha T1
    close kesha T1
    assign gosha T2
    closing 2026-03-02
    at 2026-03-03 10:00
    return kesha 2026-03-02
    assign kesha T2`)
})
afterEach(() => ledger.program.stop())

const accountant = () => ledger.program.as('accountant')
const shown = (items: readonly Transaction[]) =>
  items.map(({ id, kind, amountMinor }) => `${id} ${kind} ${amountMinor}`)
const list = async (query: QueryOf<typeof listTransactions> = {}) =>
  shown((await accountant().call(listTransactions, { query })).body.items)

const all = ['6 fee -1000', '5 payout_return 2000', '4 payout -2000', '3 fee -1000', '2 reward 3000', '1 fee -1000']

describe('the list of rows', () => {
  it('is newest first, whole', async () => {
    const { body } = await accountant().call(listTransactions)
    expect(shown(body.items)).toEqual(all)
    const taskId = body.items.at(-1)?.taskId
    expect(body.items.at(-1)).toEqual({
      id: '1',
      at: '2026-03-02T10:00:00.000Z',
      day: '2026-03-02',
      userId: ledger.person('kesha'),
      taskId,
      payoutId: null,
      kind: 'fee',
      amountMinor: -1000,
      balanceMinor: -1000,
      reason: null,
      actorId: null,
      reversesId: null,
      reversedById: null,
    })
  })

  it('filters by person, kind, day, task and payout, and by several at once', async () => {
    const { body } = await accountant().call(listTransactions)
    const [returned, reward] = [body.items[1], body.items[4]]
    const kesha = ledger.person('kesha')
    expect(await list({ userId: ledger.person('gosha') })).toEqual(['3 fee -1000'])
    expect(await list({ kind: 'reward' })).toEqual(['2 reward 3000'])
    expect(await list({ day: '2026-03-03' })).toEqual(['6 fee -1000', '5 payout_return 2000'])
    expect(await list({ from: '2026-03-03' })).toEqual(await list({ day: '2026-03-03' }))
    expect(await list({ from: '2026-03-01', to: '2026-03-02' })).toEqual(await list({ day: '2026-03-02' }))
    expect(await list({ from: '2026-03-03', to: '2026-03-02' })).toEqual([])
    expect(await list({ taskId: String(reward?.taskId) })).toEqual(['2 reward 3000', '1 fee -1000'])
    expect(await list({ payoutId: String(returned?.payoutId) })).toEqual(['5 payout_return 2000', '4 payout -2000'])
    expect(await list({ userId: kesha, kind: 'fee', day: '2026-03-02' })).toEqual(['1 fee -1000'])
    expect(await list({ userId: ledger.person('gosha'), payoutId: String(returned?.payoutId) })).toEqual([])
    expect(await list({ payoutId: newId() })).toEqual([])
  })

  it.each([undefined, 'kesha'])('comes in pages without gap or repetition (%s)', async (name) => {
    const userId = name && ledger.person(name)
    const whole = (await accountant().call(listTransactions, { query: { ...(userId ? { userId } : {}) } })).body.items
    const seen: Transaction[] = []
    let after: string | null = null
    do {
      const query: QueryOf<typeof listTransactions> = {
        limit: 2,
        ...(userId ? { userId } : {}),
        ...(after ? { after } : {}),
      }
      const { body }: { body: AnswerOf<typeof listTransactions> } = await accountant().call(listTransactions, { query })
      expect(body.items.length).toBeLessThanOrEqual(2)
      seen.push(...body.items)
      after = body.next
    } while (after !== null)
    expect(seen).toEqual(whole)
  })

  it.each([
    { after: 'nonsense' },
    { limit: 0 },
    { limit: 501 },
    { kind: 'gift' },
    { day: '2026-02-30' },
    { userId: 'me' },
    { colour: 'green' },
  ])('refuses %o', async (query) => {
    const answer = await accountant().call(listTransactions, { query: query as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('is CSV for a spreadsheet, amounts in decimals, one’s own only', async () => {
    const headers = { accept: 'text/csv' }
    const whole = await accountant().call(listTransactions, { headers, query: { limit: 1 } })
    expect(whole.headers['content-type']).toContain('text/csv')
    expect(whole.headers['content-disposition']).toContain('transactions.csv')
    const lines = whole.text.trim().split('\r\n')
    expect(lines[0]).toBe(
      'id,at,day,user_id,task_id,payout_id,kind,amount,balance,currency,reason,actor_id,reverses_id,reversed_by_id',
    )
    expect(lines).toHaveLength(7)
    expect(lines[2]).toMatch(
      /^5,2026-03-03T10:00:00.000Z,2026-03-03,[^,]+,,[^,]+,payout_return,20.00,20.00,USD,the card is gone,[^,]+,,$/,
    )
    const gosha = ledger.program.as('performer', ledger.person('gosha'))
    const own = await gosha.call(listTransactions, { headers })
    expect(own.text.trim().split('\r\n')).toHaveLength(2)
  })

  it('is read page by page into CSV', async () => {
    const story = Array.from({ length: 6 }, (_, index) => `correct kesha 1.00 number ${index}`)
    for (let count = 0; count < 100; count++) await ledger.tell(story.join('\n'))
    const { text } = await accountant().call(listTransactions, { headers: { accept: 'text/csv' } })
    const numbers = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]))
    expect(numbers).toEqual(Array.from({ length: 606 }, (_, index) => 606 - index))
  })
})

describe('a correction', () => {
  const body = () => ({ userId: ledger.person('kesha'), amountMinor: -250, reason: 'a broken perch' })

  it('is a row of its own with who and why', async () => {
    const caller = accountant()
    const answer = await caller.call(createCorrection, { body: body() })
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: '7',
        kind: 'correction',
        amountMinor: -250,
        balanceMinor: 750,
        reason: 'a broken perch',
        day: '2026-03-03',
      },
    })
    const rows = ledger.program.database.query.selectFrom('transactions').select('actorId').where('number', '=', 7)
    expect(await rows.executeTakeFirst()).toEqual({ actorId: caller.id })
    expect(await ledger.wrongs()).toEqual([])
  })

  it('is made once by a request that names itself, however often and however at once it comes', async () => {
    const caller = accountant()
    const headers = { 'idempotency-key': 'one' }
    const answers = await Promise.all([1, 2, 3].map(() => caller.call(createCorrection, { body: body(), headers })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await list({ kind: 'correction' })).toEqual(['7 correction -250'])
    const changed = await caller.call(createCorrection, { body: { ...body(), amountMinor: 1 }, headers })
    expect(changed).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })

  it.each([
    { amountMinor: 0 },
    { amountMinor: 1.5 },
    { amountMinor: 100_000_000_001 },
    { amountMinor: '5' },
    { reason: '' },
    { reason: '  ' },
    { reason: 'x'.repeat(501) },
    { userId: 'kesha' },
    { kind: 'reward' },
  ])('refuses %o and changes nothing', async (change) => {
    const answer = await accountant().call(createCorrection, { body: { ...body(), ...change } as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(await list()).toEqual(all)
  })
})

describe('payouts issued', () => {
  it('are listed by person and day, newest first', async () => {
    await ledger.tell(`
      correct gosha 20.00 a gift
      closing 2026-03-03`)
    const { body } = await accountant().call(listIssuedPayouts)
    const form = (items: typeof body.items) => items.map(({ day, amountMinor }) => `${day} ${amountMinor}`)
    // kesha's returned 20.00 less a fee, and gosha's gift less a fee.
    expect(form(body.items)).toEqual(['2026-03-03 1000', '2026-03-03 1000', '2026-03-02 2000'])
    const page = await accountant().call(listIssuedPayouts, { query: { limit: 1 } })
    const rest = await accountant().call(listIssuedPayouts, { query: { after: page.body.next ?? '' } })
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items)
    const mine = ledger.program.as('performer', ledger.person('kesha'))
    expect(form((await mine.call(listIssuedPayouts)).body.items)).toEqual(['2026-03-03 1000', '2026-03-02 2000'])
    const ofDay = await accountant().call(listIssuedPayouts, { query: { day: '2026-03-02' } })
    expect(form(ofDay.body.items)).toEqual(['2026-03-02 2000'])
  })
})
