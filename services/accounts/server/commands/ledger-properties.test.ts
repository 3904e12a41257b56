import { dayOf } from '@popug/contracts/days.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountsService, verifyLedger } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { chargeAndCredit, type Work } from './charge-and-credit.ts'
import { closeDay } from './close-day.ts'
import { correctBalance } from './correct-balance.ts'
import { returnPayouts } from './return-payouts.ts'

let program: TestProgram<AccountsWorld>
beforeAll(async () => {
  const env = { ...roundPrices, DAY_CLOSING: 'by_hand' }
  program = await startTestProgram(accountsService, { env, now: Date.parse('2026-03-02T12:00:00Z') })
})
afterAll(() => program.stop())

type Action =
  | { kind: 'work'; work: { closes: boolean; person: number; task: number }[] }
  | { kind: 'correct'; person: number; amountMinor: number }
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
  fc.record({ kind: fc.constant('closing' as const), daysAgo: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('return' as const), payout: fc.nat({ max: 20 }) }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
)

const hour = 3_600_000

/** The ledger told again in the simplest way: every entry with its day, balances as sums of all of them. */
class Model {
  readonly entries: { userId: string; day: string; amountMinor: number }[] = []
  readonly rewarded = new Set<string>()
  lastClosed: string

  constructor(lastClosed: string) {
    this.lastClosed = lastClosed
  }

  add(userId: string, amountMinor: number, today: string): void {
    const next = new Date(Date.parse(this.lastClosed) + 24 * hour).toISOString().slice(0, 10)
    this.entries.push({ userId, amountMinor, day: today > this.lastClosed ? today : next })
  }

  balance(userId: string, upTo = '9999-12-31'): number {
    const own = this.entries.filter((entry) => entry.userId === userId && entry.day <= upTo)
    return own.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  }

  close(day: string, people: readonly string[]): void {
    if (day <= this.lastClosed) return
    for (const userId of people) {
      const left = this.balance(userId, day)
      if (left > 0) this.entries.push({ userId, amountMinor: -left, day })
    }
    this.lastClosed = day
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
        if (!closes) model.add(who(index), -1000, today())
        else if (!model.rewarded.has(taskId)) model.add(who(index), 3000, today())
        if (closes) model.rewarded.add(taskId)
        return { kind: closes ? 'closed' : 'assigned', taskId, userId: who(index) }
      })
      return session.transaction((ctx) => chargeAndCredit(ctx, work))
    }
    case 'correct': {
      model.add(who(act.person), act.amountMinor, today())
      const correction = { userId: who(act.person), amountMinor: act.amountMinor, reason: 'because' }
      await session.transaction((ctx) => correctBalance(ctx, correction))
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
      if (payout.returnNumber === null) model.add(payout.userId, payout.amountMinor, today())
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

it('in any order of fees, rewards, corrections, closings and returns every invariant holds', {
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
    const posted = await program.database.query
      .selectFrom('transactions')
      .select(['userId', 'day', 'amountMinor'])
      .where('userId', 'in', people)
      .orderBy('number')
      .execute()
    const byText = (entries: readonly object[]): string[] => entries.map((entry) => JSON.stringify(entry)).sort()
    const told = model.entries.map(({ userId, day, amountMinor }) => ({ userId, day, amountMinor }))
    expect(byText(posted)).toEqual(byText(told))
    const wrongs = (await verifyLedger(program.session())).filter(({ offenders }) => offenders.length > 0)
    expect(wrongs).toEqual([])
  }
  await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), run), { numRuns: 60 })
})

it('a batch makes the same rows as its events one by one', { timeout: 60_000 }, async () => {
  const run = async (work: readonly { closes: boolean; person: number; task: number }[]): Promise<void> => {
    const rowsOf = async (together: boolean): Promise<unknown[]> => {
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
    expect(await rowsOf(true)).toEqual(await rowsOf(false))
  }
  const work = fc.record({ closes: fc.boolean(), person, task: fc.nat({ max: 5 }) })
  await fc.assert(fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 30 }), run), { numRuns: 40 })
})
