import { accountRoutes } from '@popug/contracts/accounts.ts'
import { transactionPosted } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { audited } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerStory, tidy } from '../testing/ledger-story.ts'

const { reverseTransaction, getTransaction, listTransactions, getStatement, getDay, createCorrection } = accountRoutes
let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
})
afterEach(() => ledger.program.stop())

const accountant = () => ledger.program.as('accountant')
const reverse = (id: string, reason = 'a slip of the beak', caller = accountant()) =>
  caller.call(reverseTransaction, { params: { id }, body: { reason } })
const row = async (id: string) => (await accountant().call(getTransaction, { params: { id } })).body
const rows = async () => (await accountant().call(listTransactions)).body.items

/** What is told happens, and the ledger stays right. */
const happens = async (story: string): Promise<void> => {
  expect(await ledger.tell(story)).toEqual(tidy(story))
  expect(await ledger.wrongs()).toEqual([])
}

describe('a reversal', () => {
  it('is the opposite of its row, and each row is reversed once', () =>
    happens(`
      at 2026-03-02 10:00
      assign kesha T1            | kesha fee -10.00 -10.00 03-02
      close kesha T1             | kesha reward 30.00 20.00 03-02
      correct kesha 5.00 a gift  | kesha correction 5.00 25.00 03-02
      reverse 1 wrong parrot     | kesha correction 10.00 35.00 03-02
      reverse 2 never done       | kesha correction -30.00 5.00 03-02
      reverse 3 no gift          | kesha correction -5.00 0.00 03-02
      reverse 1 wrong parrot     | ! transaction_reversed
      reverse 3 again            | ! transaction_reversed
      reverse 4 of a reversal    | ! transaction_not_reversible
      reverse 99 of nothing      | ! not_found`))

  it('belongs to the day that is open, and a closed day stays as it was paid', () =>
    happens(`
      at 2026-03-02 10:00
      close kesha T1             | kesha reward 30.00 30.00 03-02
      closing 2026-03-02         | kesha payout -30.00 0.00 03-02
      reverse 1 never done       | kesha correction -30.00 -30.00 03-03
      reverse 2 wrong card       | ! transaction_not_reversible
      at 2026-03-03 10:00
      close kesha T2             | kesha reward 30.00 0.00 03-03
      closing 2026-03-03`))

  it('leaves payouts and what came back of them to Billing', () =>
    happens(`
      at 2026-03-02 10:00
      close kesha T1             | kesha reward 30.00 30.00 03-02
      closing 2026-03-02         | kesha payout -30.00 0.00 03-02
      at 2026-03-03 10:00
      return kesha 2026-03-02    | kesha payout_return 30.00 30.00 03-03
      reverse 2 wrong            | ! transaction_not_reversible
      reverse 3 wrong            | ! transaction_not_reversible
      closing 2026-03-03         | kesha payout -30.00 0.00 03-03`))

  it('of a reward does not let the task be rewarded again', () =>
    happens(`
      at 2026-03-02 10:00
      assign kesha T1            | kesha fee -10.00 -10.00 03-02
      reverse 1 free of charge   | kesha correction 10.00 0.00 03-02
      close kesha T1             | kesha reward 30.00 30.00 03-02
      reverse 3 never done       | kesha correction -30.00 0.00 03-02
      close kesha T1`))

  it('names its row, its row names it, and both keep who and why', async () => {
    await ledger.tell('at 2026-03-02 10:00\nassign kesha T1')
    const caller = accountant()
    const { status, body } = await reverse('1', 'wrong parrot', caller)
    const made = { id: '2', kind: 'correction', taskId: null, amountMinor: 1000, reason: 'wrong parrot' }
    expect({ status, body }).toMatchObject({ status: 201, body: { ...made, actorId: caller.id, reversesId: '1' } })
    expect(await row('1')).toMatchObject({ kind: 'fee', reversesId: null, reversedById: '2' })
    expect(await row('2')).toEqual(body)
    expect(await rows()).toEqual([await row('2'), await row('1')])
    const { text } = await caller.call(listTransactions, { headers: { accept: 'text/csv' } })
    expect(text.split('\r\n')[1]).toMatch(/^2,.*,correction,10\.00,0\.00,USD,wrong parrot,[^,]+,1,$/)
    expect(text.split('\r\n')[2]).toMatch(/^1,.*,fee,.*,,,,2$/)
    const posted = await ledger.program.said(transactionPosted)
    expect(posted.map(({ transactionId, reversesId }) => [transactionId, reversesId])).toEqual([
      ['1', undefined],
      ['2', '1'],
    ])
    const detail = { transactionId: '1', amountMinor: 1000, reason: 'wrong parrot', day: '2026-03-02' }
    const deed = { actorId: caller.id, action: 'transaction.reversed', subject: ledger.person('kesha'), detail }
    expect(await audited(ledger.program)).toEqual([deed])
  })

  it('is made once by ten who press at once, and by a request that is sent again', async () => {
    await ledger.tell('at 2026-03-02 10:00\nassign kesha T1\nclose kesha T1')
    const pressed = await Promise.all(Array.from({ length: 10 }, () => reverse('1')))
    expect(pressed.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)])
    const caller = accountant()
    const headers = { 'idempotency-key': 'once' }
    const asked = { params: { id: '2' }, body: { reason: 'never done' }, headers }
    const answers = await Promise.all([1, 2, 3].map(() => caller.call(reverseTransaction, asked)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await rows()).map(({ amountMinor }) => amountMinor)).toEqual([-3000, 1000, 3000, -1000])
    expect(await ledger.wrongs()).toEqual([])
  })

  it('stands in statements and days as a correction, and not in the profit', async () => {
    await ledger.tell('at 2026-03-02 10:00\nassign kesha T1\nclose kesha T1\nreverse 2 never done')
    const caller = accountant()
    const query = { from: '2026-03-02', to: '2026-03-02' }
    const statement = await caller.call(getStatement, { params: { userId: ledger.person('kesha') }, query })
    const sums = { feesMinor: 1000, rewardsMinor: 3000, otherMinor: -3000 }
    expect(statement.body).toMatchObject({ openingMinor: 0, ...sums, closingMinor: -1000 })
    const day = await caller.call(getDay, { params: { day: '2026-03-02' } })
    expect(day.body).toMatchObject({ feesMinor: 1000, rewardsMinor: 3000, profitMinor: -2000 })
  })

  it('is shown to whose account it is, and to nobody else’s', async () => {
    await ledger.tell('at 2026-03-02 10:00\nassign kesha T1\nreverse 1 wrong parrot')
    const kesha = ledger.program.as('performer', ledger.person('kesha'))
    expect(await kesha.call(getTransaction, { params: { id: '2' } })).toMatchObject({ status: 200, body: { id: '2' } })
    const gosha = ledger.program.as('performer', ledger.person('gosha'))
    expect(await gosha.call(getTransaction, { params: { id: '2' } })).toMatchObject({ status: 403 })
    expect(await reverse('2', 'mine', kesha as never)).toMatchObject({ status: 403 })
  })

  it.each([
    ['1', { reason: '' }],
    ['1', { reason: ' \t' }],
    ['1', { reason: 'x'.repeat(501) }],
    ['1', { reason: 'fine', amountMinor: 5 }],
    ['0', { reason: 'fine' }],
    ['-1', { reason: 'fine' }],
    ['1.5', { reason: 'fine' }],
    ['one', { reason: 'fine' }],
    ['99999999999999999', { reason: 'fine' }],
  ])('of %s with %o is refused and changes nothing', async (id, body) => {
    await accountant().call(createCorrection, { body: { userId: newId(), amountMinor: 5, reason: 'a gift' } })
    const answer = await accountant().call(reverseTransaction, { params: { id }, body: body as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(await rows()).toHaveLength(1)
  })
})
