import { addDays, dayOf } from '@popug/contracts/days.ts'
import type { TransactionKind } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getBalanceAt } from '../queries/get-balance-at.ts'
import { getDay } from '../queries/get-day.ts'
import { getStatement } from '../queries/get-statement.ts'
import { accountsService, verifyLedger } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { chargeAndCredit, type Work } from './charge-and-credit.ts'
import { closeDay } from './close-day.ts'
import { correctBalance } from './correct-balance.ts'
import { returnPayouts } from './return-payouts.ts'
import { reverseTransaction } from './reverse-transaction.ts'

/** Corrections leave balances below it, which a closing carries over. */
const leastPayout = 700
let program: TestProgram<AccountsWorld>
beforeAll(async () => {
  const env = { ...roundPrices, DAY_CLOSING: 'by_hand', PAYOUT_MIN_MINOR: String(leastPayout) }
  program = await startTestProgram(accountsService, { env, now: Date.parse('2026-03-02T12:00:00Z') })
})
afterAll(() => program.stop())

type Action =
  | { kind: 'work'; work: { closes: boolean; person: number; task: number }[] }
  | { kind: 'correct'; person: number; amountMinor: number }
  | { kind: 'reverse'; row: number }
  | { kind: 'closing'; daysAgo: number }
  | { kind: 'return'; payout: number }
  | { kind: 'wait'; hours: number }

const person = fc.nat({ max: 2 })
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('work' as const),
      work: fc.array(fc.record({ closes: fc.boolean(), person, task: fc.nat({ max: 5 }) }), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
  },
  fc.record({
    kind: fc.constant('correct' as const),
    person,
    amountMinor: fc.integer({ min: -5000, max: 5000 }).filter((amount) => amount !== 0),
  }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), row: fc.nat({ max: 60 }) }) },
  fc.record({ kind: fc.constant('closing' as const), daysAgo: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('return' as const), payout: fc.nat({ max: 20 }) }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
)

const hour = 3_600_000

interface ToldEntry {
  readonly userId: string
  readonly day: string
  readonly kind: TransactionKind
  readonly amountMinor: number
}

/** The ledger told again in the simplest way: every entry with its day, everything else as sums of all of them. */
class Model {
  readonly entries: ToldEntry[] = []
  readonly rewarded = new Set<string>()
  /** Rows that were taken back, and those that took them, by number. */
  readonly reversed = new Set<number>()
  readonly reversals = new Set<number>()
  lastClosed: string

  constructor(lastClosed: string) {
    this.lastClosed = lastClosed
  }

  add(userId: string, kind: TransactionKind, amountMinor: number, today: string): void {
    const next = addDays(this.lastClosed, 1)
    this.entries.push({ userId, kind, amountMinor, day: today > this.lastClosed ? today : next })
  }

  sum(wanted: (entry: ToldEntry) => boolean): number {
    return this.entries.filter(wanted).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  }

  balance(userId: string, upTo = '9999-12-31'): number {
    return this.sum((entry) => entry.userId === userId && entry.day <= upTo)
  }

  close(day: string, people: readonly string[]): void {
    if (day <= this.lastClosed) return
    for (const userId of people) {
      const left = this.balance(userId, day)
      if (left >= leastPayout) this.entries.push({ userId, kind: 'payout', amountMinor: -left, day })
    }
    this.lastClosed = day
  }

  /** Why a row cannot be taken back; undefined where it can. */
  refusal({ number, kind }: { number: number; kind: TransactionKind }): string | undefined {
    if (kind === 'payout' || kind === 'payout_return' || this.reversals.has(number)) return 'transaction_not_reversible'
    return this.reversed.has(number) ? 'transaction_reversed' : undefined
  }
}

const today = (): string => dayOf(program.clock.now(), 'UTC')
const payoutsOf = (people: readonly string[]) =>
  program.database.query
    .selectFrom('payouts')
    .selectAll()
    .where('userId', 'in', [...people])
    .orderBy('number')
    .execute()

const rowsOf = (people: readonly string[]) =>
  program.database.query
    .selectFrom('transactions')
    .select(['number', 'userId', 'day', 'kind', 'amountMinor'])
    .where('userId', 'in', [...people])
    .orderBy('number')
    .execute()

/** Statements, balances and the company's days are what the model comes to when it is added up. */
const expectFigures = async (model: Model, people: readonly string[]): Promise<void> => {
  const session = program.session()
  const days = [...new Set(model.entries.map(({ day }) => day))].sort()
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return
  for (const userId of people) {
    const statement = await getStatement(session, { userId, from, to })
    expect([statement.openingMinor, statement.closingMinor]).toEqual([0, model.balance(userId, to)])
    for (const { day, balanceMinor } of statement.days) expect(balanceMinor).toBe(model.balance(userId, day))
    expect(await getBalanceAt(session, { userId, at: program.clock.now() })).toBe(model.balance(userId))
  }
  for (const day of days) {
    const of = (...kinds: TransactionKind[]) => model.sum((entry) => entry.day === day && kinds.includes(entry.kind))
    const found = await getDay(session, day)
    expect(found).toMatchObject({
      feesMinor: -of('fee') || 0,
      rewardsMinor: of('reward'),
      paidOutMinor: -of('payout') || 0,
    })
    const earned = people.map((userId) =>
      model.sum((entry) => entry.userId === userId && entry.day === day && ['fee', 'reward'].includes(entry.kind)),
    )
    expect(found.losers).toBe(earned.filter((minor) => minor < 0).length)
  }
}

const live = async (act: Action, model: Model, people: readonly string[], tasks: readonly string[]): Promise<void> => {
  const session = program.session()
  const who = (index: number): string => people[index] as string
  switch (act.kind) {
    case 'wait':
      program.clock.set(program.clock.now() + act.hours * hour)
      return
    case 'work': {
      const work = act.work.map(({ closes, person: index, task }): Work => {
        const taskId = tasks[task] as string
        if (!closes) model.add(who(index), 'fee', -1000, today())
        else if (!model.rewarded.has(taskId)) model.add(who(index), 'reward', 3000, today())
        if (closes) model.rewarded.add(taskId)
        return { kind: closes ? 'closed' : 'assigned', taskId, userId: who(index) }
      })
      return session.transaction((ctx) => chargeAndCredit(ctx, work))
    }
    case 'correct': {
      model.add(who(act.person), 'correction', act.amountMinor, today())
      const correction = { userId: who(act.person), amountMinor: act.amountMinor, reason: 'because' }
      await session.transaction((ctx) => correctBalance(ctx, correction))
      return
    }
    case 'reverse': {
      const rows = await rowsOf(people)
      const row = rows[act.row % (rows.length || 1)]
      if (!row) return
      const refusal = model.refusal(row)
      if (refusal === undefined) model.add(row.userId, 'correction', -row.amountMinor, today())
      const reversal = session.transaction((ctx) => reverseTransaction(ctx, { number: row.number, reason: 'because' }))
      if (refusal !== undefined) return void (await expect(reversal).rejects.toMatchObject({ code: refusal }))
      model.reversed.add(row.number)
      model.reversals.add((await reversal).number)
      return
    }
    case 'closing': {
      const day = dayOf(program.clock.now() - act.daysAgo * 24 * hour, 'UTC')
      model.close(day, people)
      return closeDay(session, day)
    }
    case 'return': {
      const issued = await payoutsOf(people)
      const payout = issued[act.payout % (issued.length || 1)]
      if (!payout) return
      if (payout.returnNumber === null) model.add(payout.userId, 'payout_return', payout.amountMinor, today())
      const { id: payoutId, userId, day, amountMinor } = payout
      const returned = {
        payoutId,
        userId,
        day,
        amountMinor,
        currency: 'USD',
        reason: '',
        actorId: newId(),
        returnedAt: '',
      }
      return session.transaction((ctx) => returnPayouts(ctx, [returned, returned]))
    }
  }
}

it('in any order of fees, rewards, corrections, reversals, closings and returns every invariant holds, every figure is the sum of its rows', {
  timeout: 120_000,
}, async () => {
  const run = async (actions: readonly Action[]): Promise<void> => {
    // One ledger lives through all runs; each has people and tasks of its own.
    const people = [newId(), newId(), newId()]
    const tasks = Array.from({ length: 6 }, () => newId())
    program.clock.set(program.clock.now() + 24 * hour)
    await closeDay(program.session(), today())
    const model = new Model(today())
    for (const act of actions) await live(act, model, people, tasks)

    const rows = await program.database.query.selectFrom('accounts').selectAll().where('userId', 'in', people).execute()
    const balances = new Map(rows.map((row) => [row.userId, row.balanceMinor]))
    for (const userId of people) expect(balances.get(userId) ?? 0).toBe(model.balance(userId))
    const posted = (await rowsOf(people)).map(({ number: _number, ...row }) => row)
    const byText = (entries: readonly object[]): string[] => entries.map((entry) => JSON.stringify(entry)).sort()
    const told = model.entries.map(({ userId, day, kind, amountMinor }) => ({ userId, day, kind, amountMinor }))
    expect(byText(posted)).toEqual(byText(told))
    await expectFigures(model, people)
    const wrongs = (await verifyLedger(program.session())).filter(({ offenders }) => offenders.length > 0)
    expect(wrongs).toEqual([])
  }
  await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), run), { numRuns: 60 })
})

it('a batch makes the same rows as its events one by one', { timeout: 60_000 }, async () => {
  const run = async (work: readonly { closes: boolean; person: number; task: number }[]): Promise<void> => {
    const madeOf = async (together: boolean): Promise<unknown[]> => {
      const people = [newId(), newId(), newId()]
      const tasks = Array.from({ length: 6 }, () => newId())
      const heard = work.map(
        (one): Work => ({
          kind: one.closes ? 'closed' : 'assigned',
          taskId: tasks[one.task] as string,
          userId: people[one.person] as string,
        }),
      )
      const batches = together ? [heard] : heard.map((one) => [one])
      for (const batch of batches) await program.session().transaction((ctx) => chargeAndCredit(ctx, batch))
      const rows = await program.database.query
        .selectFrom('transactions')
        .selectAll()
        .where('userId', 'in', people)
        .orderBy('number')
        .execute()
      return rows.map(({ userId, taskId, sequence, kind, amountMinor, balanceMinor }) => [
        people.indexOf(userId),
        tasks.indexOf(taskId as string),
        sequence,
        kind,
        amountMinor,
        balanceMinor,
      ])
    }
    expect(await madeOf(true)).toEqual(await madeOf(false))
  }
  const work = fc.record({ closes: fc.boolean(), person, task: fc.nat({ max: 5 }) })
  await fc.assert(fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 30 }), run), { numRuns: 40 })
})
