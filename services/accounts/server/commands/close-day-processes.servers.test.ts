import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { addDays } from '@popug/contracts/days.ts'
import { payoutIssued, transactionPosted } from '@popug/contracts/events.ts'
import { newId, openMysql } from '@popug/service-kit'
import { createDatabase, dropDatabase, startTestProgram } from '@popug/service-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../../../tests/servers/database-server.ts'
import { accountsService, verifyLedger } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import { chargeAndCredit, type Work } from './charge-and-credit.ts'

const rounds = 50
/** More than one step of a closing passes, so that two closers share steps. */
const people = Array.from({ length: 1_050 }, () => newId())
const firstDay = '2026-01-01'
const closer = fileURLToPath(new URL('../testing/closing-process.ts', import.meta.url))

let server: SharedServer
const database = `test_${newId().replaceAll('-', '').slice(-20)}`
const processes: ChildProcess[] = []
beforeAll(async () => {
  server = await startDatabaseServer({ durable: false })
})
afterAll(async () => {
  for (const child of processes.filter(({ exitCode }) => exitCode === null)) {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  await dropDatabase(server.rootUrl, database)
  await server.remove()
})

const startCloser = async (url: string): Promise<ChildProcess> => {
  const child = fork(closer, [url], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  processes.push(child)
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  expect(said).toBe('ready')
  return child
}

const closeBy = async (child: ChildProcess, day: string): Promise<string> => {
  const answered = once(child, 'message')
  child.send(day)
  return String((await answered)[0])
}

it(`a day closed by two processes at once is paid once, ${rounds} days in a row`, { timeout: 240_000 }, async () => {
  const url = await createDatabase(server.rootUrl, database)
  const env = { ...roundPrices, DAY_CLOSING: 'by_hand' }
  const now = Date.parse(`${firstDay}T12:00:00Z`)
  const program = await startTestProgram(accountsService, {
    env,
    now,
    database: openMysql<object>(url),
    jobsByTime: false,
  })
  const closers = await Promise.all([startCloser(url), startCloser(url)])
  const earn = (userIds: readonly string[]) =>
    program.session().transaction((ctx) =>
      chargeAndCredit(
        ctx,
        userIds.map((userId): Work => ({ kind: 'closed', taskId: newId(), userId })),
      ),
    )
  const expected: string[] = []
  for (let round = 0; round < rounds; round++) {
    const day = addDays(firstDay, round)
    program.clock.set(Date.parse(`${day}T12:00:00Z`))
    const earners = round === 0 ? people : people.filter((_, index) => (index * 7 + round) % 13 === 0)
    await earn(earners)
    expected.push(...earners.map((userId) => `${userId} ${day} 3000`))
    const [one, two] = await Promise.all(closers.map((child) => closeBy(child, day)))
    expect(JSON.parse(one ?? '')).toMatchObject({
      day,
      status: 'closed',
      payouts: earners.length,
      paidOutMinor: 3_000 * earners.length,
    })
    expect(two).toBe(one)
  }
  const payouts = await program.database.query.selectFrom('payouts').selectAll().execute()
  const plain = payouts.map(({ userId, day, amountMinor }) => `${userId} ${day} ${amountMinor}`)
  expect(plain.sort()).toEqual(expected.sort())
  const issued = await program.said(payoutIssued)
  expect(issued.map(({ payoutId }) => payoutId).sort()).toEqual(payouts.map(({ id }) => id).sort())
  const posted = (await program.said(transactionPosted)).filter(({ kind }) => kind === 'payout')
  expect(posted).toHaveLength(payouts.length)
  const wrong = (await verifyLedger(program.session())).flatMap(({ offenders }) => [...offenders])
  expect(wrong).toEqual([])
  await program.stop()
})
