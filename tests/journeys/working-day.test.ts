import { accountRoutes } from '@popug/contracts/accounts.ts'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { addDays } from '@popug/contracts/days.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, foundCompany, signInAll, until } from '../system/company.ts'
import { startComposedSystem } from '../system/composed.ts'
import { startDockerSystem } from '../system/docker.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { listenAs } from '../system/live.ts'
import { expectBalances, expectWorkPaid, figuresOf, readLedger, readWork } from '../system/recount.ts'
import { expectReportRecounted } from '../system/recount-payouts.ts'
import type { System } from '../system/system.ts'

/** The same day wherever Popug runs; in containers where an engine for them was found. */
const systems: [string, () => Promise<System>][] =
  process.env.POPUG_SYSTEM === 'docker'
    ? [['docker', startDockerSystem]]
    : [
        ['embedded', startEmbeddedSystem],
        ['composed', startComposedSystem],
      ]

/** Milliseconds that containers may take to come up or to go. */
const startTime = 240_000

/** One day of one company, told in order: each step stands on the one before. */
describe.each(systems)('a working day, %s', (_name, startSystem) => {
  const performers = 7
  let system: System
  let company: Company
  let day: string
  let issued: { id: string; userId: string; amountMinor: number }[]
  let beforeClosing: Transaction[]

  beforeAll(async () => {
    system = await startSystem()
    company = await foundCompany(system, performers)
  }, startTime)
  afterAll(() => system?.remove(), startTime)

  it('begins with cards: one is refused at the bank, and one performer has none', async () => {
    const numbers = ['4242424242424242', '5555555555554444', '4000000000000259', '4000000000000002', '4000000000009995']
    for (const [index, number] of numbers.entries()) {
      const card = await company.performers[index]?.call(billingRoutes.putMyCard, { body: { number } })
      expect(card).toMatchObject({ last4: number.slice(-4), status: 'active' })
    }
  })

  it('gives every new task to a performer at once, and open pages hear of it', async () => {
    const page = await listenAs(system.address, 'manager@company.test', 'tasks')
    const ids = new Set(company.performers.map(({ me }) => me.id))
    for (let index = 0; index < 30; index++) {
      const task = await company.manager.call(taskRoutes.createTask, { body: { title: `Task ${index}` } })
      expect(ids.has(task.userId)).toBe(true)
    }
    await until('the page has heard', async () => page.heard.length > 0)
    page.leave()
  })

  it('reassigns all open tasks, twice pressed in a row, each task once a run', async () => {
    const { manager } = company
    const runs = [await manager.call(taskRoutes.createReassignment), await manager.call(taskRoutes.createReassignment)]
    for (const { id } of runs) {
      await until(
        'the reassignment is done',
        async () => (await manager.call(taskRoutes.getReassignment, { params: { id } })).status === 'done',
      )
      expect(await manager.call(taskRoutes.getReassignment, { params: { id } })).toMatchObject({ total: 30, done: 30 })
    }
    const { assignments } = await readWork(company)
    expect(assignments).toHaveLength(30 * 3)
  })

  it('closes a task once, though five people press at once', async () => {
    for (const performer of company.performers) {
      const mine = await performer.all(taskRoutes.listTasks, { query: { status: 'open', userId: performer.me.id } })
      for (const { id } of mine.slice(0, Math.ceil(mine.length * 0.8))) {
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => performer.answer(taskRoutes.closeTask, { params: { id } })),
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
      }
    }
  })

  it('corrects balances, with a reason: all but one end the day above zero', async () => {
    for (const [index, { me }] of company.performers.entries()) {
      const amountMinor = index < performers - 1 ? 200_000 : -200_000
      const body = { userId: me.id, amountMinor, reason: 'A very good year' }
      expect(await company.accountant.call(accountRoutes.createCorrection, { body })).toMatchObject({
        ...body,
        kind: 'correction',
      })
    }
  })

  it('has charged a fee for each assignment and a reward for each closing, with right balances', async () => {
    await company.settled()
    beforeClosing = await readLedger(company)
    expectWorkPaid(beforeClosing, await readWork(company))
    await expectBalances(company, beforeClosing)
    day = beforeClosing.at(-1)?.day ?? ''
  })

  it('shows the same profit, losers and top task in accounts and in analytics', async () => {
    const { feesMinor, rewardsMinor, profitMinor, losers } = figuresOf(beforeClosing, day)
    expect(await company.executive.call(accountRoutes.getDay, { params: { day } })).toMatchObject({
      feesMinor,
      rewardsMinor,
      profitMinor,
      losers,
      status: 'open',
    })
    const { items } = await company.executive.call(analyticsRoutes.listDayStatistics, { query: { from: day, to: day } })
    const rewards = beforeClosing.filter(({ kind }) => kind === 'reward')
    const top = rewards.reduce((best, row) => (row.amountMinor > best.amountMinor ? row : best))
    const topTask = { taskId: top.taskId, rewardMinor: top.amountMinor }
    expect(items).toEqual([{ day, profitMinor, losers, tasksAssigned: 90, tasksClosed: rewards.length, topTask }])
    for (const period of ['day', 'week', 'month'] as const) {
      const tops = await company.executive.call(analyticsRoutes.listTopTasks, { query: { period } })
      expect(tops.items.map(({ taskId, rewardMinor }) => ({ taskId, rewardMinor }))).toEqual([topTask])
    }
  })

  it('issues one payout a positive balance, though the day is closed three times at once', async () => {
    const before = await expectBalances(company, beforeClosing)
    const close = () => company.accountant.call(accountRoutes.closeDay, { params: { day } })
    const answers = await Promise.all([close(), close(), close()])
    const again = await close()
    issued = await company.accountant.all(accountRoutes.listIssuedPayouts, { query: { day } })
    const positive = [...before].filter(([, balance]) => balance > 0)
    expect(positive).toHaveLength(performers - 1)
    expect(issued.map(({ userId, amountMinor }) => [userId, amountMinor]).sort()).toEqual(positive.sort())
    const paidOutMinor = positive.reduce((total, [, balance]) => total + balance, 0)
    for (const answer of [...answers, again])
      expect(answer).toMatchObject({ status: 'closed', payouts: positive.length, paidOutMinor })
    const after = await expectBalances(company, await readLedger(company))
    for (const [userId, balance] of before) expect(after.get(userId)).toBe(Math.min(balance, 0))
  })

  it('refuses to close a day that has not begun', async () => {
    const answer = await company.accountant.answer(accountRoutes.closeDay, { params: { day: addDays(day, 1) } })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'day_not_begun' })
  })

  it('pays each payout once: to good cards at once, to hesitating banks in the end, to nobody without a card', async () => {
    const [, , timesOut, refused, later, cardless] = company.performers.map(({ me }) => me.id)
    const paidSoon = (payouts: readonly Payout[]): boolean =>
      payouts.length === issued.length &&
      payouts.every(
        ({ userId, status }) =>
          status === (userId === refused ? 'failed' : userId === cardless ? 'waiting_for_card' : 'paid'),
      )
    await until(
      'every payout has come to its end',
      async () => paidSoon(await company.accountant.all(billingRoutes.listPayouts)),
      90_000,
    )
    const payouts = await company.accountant.all(billingRoutes.listPayouts)
    expect(payouts.map(({ id, amountMinor }) => [id, amountMinor]).sort()).toEqual(
      issued.map(({ id, amountMinor }) => [id, amountMinor]).sort(),
    )
    for (const hesitating of [timesOut, later]) {
      expect(payouts.find(({ userId }) => userId === hesitating)?.attempts).toBeGreaterThan(1)
    }
  })

  it('announces each payout by one letter, in the language of its performer', async () => {
    await company.delivered()
    const mails = await company.accountant.all(mailerRoutes.listMails)
    expect(mails.map(({ payoutId, status }) => [payoutId, status]).sort()).toEqual(
      issued.map(({ id }) => [id, 'sent']).sort(),
    )
    const caught = await company.accountant.all(mailerRoutes.listCaughtLetters)
    expect(caught.map(({ mailId }) => mailId).sort()).toEqual(mails.map(({ id }) => id).sort())
    for (const { userId, subject, to } of mails) {
      const person = company.performers.find(({ me }) => me.id === userId)?.me
      expect(to).toBe(person?.email)
      expect(/[а-я]/i.test(subject)).toBe(person?.language === 'ru')
    }
  })

  it('pays a payout that waited as soon as there is a card', async () => {
    const cardless = company.performers[5]
    const mine = async () => (await cardless?.all(billingRoutes.listPayouts)) ?? []
    expect(await mine()).toMatchObject([{ status: 'waiting_for_card' }])
    await cardless?.call(billingRoutes.putMyCard, { body: { number: '2200000000000053' } })
    await until('the payout is paid', async () => (await mine()).every(({ status }) => status === 'paid'))
  })

  it('returns a failed payout to the balance once, though two press at once, with a letter', async () => {
    const failed = await company.accountant.all(billingRoutes.listPayouts, { query: { status: 'failed' } })
    expect(failed).toHaveLength(1)
    for (const { id, userId, amountMinor } of failed) {
      const press = () => company.accountant.answer(billingRoutes.returnPayout, { params: { id } })
      const answers = await Promise.all([press(), press()])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      await company.settled()
      const returns = await company.accountant.all(accountRoutes.listTransactions, {
        query: { payoutId: id, kind: 'payout_return' },
      })
      expect(returns).toMatchObject([{ userId, amountMinor }])
      await company.delivered()
      const letters = await company.accountant.all(mailerRoutes.listMails, { query: { payoutId: id } })
      expect(letters.map(({ kind }) => kind).sort()).toEqual(['payout_issued', 'payout_returned'])
    }
  })

  it('reports the day as its transactions and payouts tell it, to the cent', async () => {
    const report = await company.executive.call(billingRoutes.getPayoutReport, { params: { day } })
    const payouts = await company.accountant.all(billingRoutes.listPayouts, { query: { day } })
    expectReportRecounted(report, payouts, await readLedger(company))
  })

  it('puts work after the closing on the next day, and corrections too', async () => {
    const next = addDays(day, 1)
    const task = await company.manager.call(taskRoutes.createTask, { body: { title: 'A late one' } })
    const [someone] = company.performers
    const body = { userId: someone?.me.id ?? '', amountMinor: -250, reason: 'Counted twice' }
    const correction = await company.accountant.call(accountRoutes.createCorrection, { body })
    expect(correction).toMatchObject({ day: next, kind: 'correction', amountMinor: -250, reason: 'Counted twice' })
    await company.settled()
    const fees = await company.accountant.all(accountRoutes.listTransactions, { query: { taskId: task.id } })
    expect(fees.map(({ kind, day: on }) => [kind, on])).toEqual([['fee', next]])
  })

  it('adds up in the end', async () => {
    await company.settled()
    const ledger = await readLedger(company)
    expectWorkPaid(ledger, await readWork(company))
    await expectBalances(company, ledger)
    const days = await company.executive.all(accountRoutes.listDays)
    for (const { day: one, closedAt, status, payoutMinMinor, carried, carriedMinor, ...figures } of days) {
      expect(figures).toEqual(figuresOf(ledger, one))
      expect({ payoutMinMinor, carried, carriedMinor }).toEqual({ payoutMinMinor: 1, carried: 0, carriedMinor: 0 })
      expect(status === 'closed').toBe(closedAt !== null)
    }
    const statistics = await company.executive.all(analyticsRoutes.listDayStatistics)
    const profits = (rows: readonly { day: string; profitMinor: number }[]) =>
      rows.map((row) => [row.day, row.profitMinor])
    expect(profits(statistics)).toEqual(profits(days))
  })

  it('answers the ledger as CSV, line for line', async () => {
    const text = await (await company.accountant.answer(accountRoutes.listTransactions, { accept: 'text/csv' })).text()
    const ledger = await readLedger(company)
    expect(text.trim().split('\r\n')).toHaveLength(ledger.length + 1)
  })

  it('stops cleanly, and everything is there after a restart', { timeout: 2 * startTime }, async () => {
    const before = await readLedger(company)
    expect(await system.stop()).toBe(0)
    await system.start()
    company = await signInAll(system, performers)
    expect(await readLedger(company)).toEqual(before)
  })
})
