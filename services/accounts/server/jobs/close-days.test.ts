import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, expect, it } from 'vitest'
import { chargeAndCredit } from '../commands/charge-and-credit.ts'
import { accountsService } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { closeDays } from './close-days.ts'

let program: TestProgram<AccountsWorld>
afterEach(() => program.stop())

const start = async (now: string, env: Record<string, string> = {}): Promise<void> => {
  program = await startTestProgram(accountsService, { env: { ...roundPrices, ...env }, now: Date.parse(now) })
}
const earn = () =>
  program.session().transaction((ctx) => chargeAndCredit(ctx, [{ kind: 'closed', taskId: newId(), userId: newId() }]))
/** Runs the job until it has nothing more to do, at most ten times. */
const run = async (at: string): Promise<void> => {
  program.clock.set(Date.parse(at))
  for (let runs = 0; runs < 10; runs++) {
    if ((await closeDays.run(program.session(), new AbortController().signal)) === undefined) return
  }
  throw new Error('the job does not come to an end')
}
const closed = async () => {
  const days = program.database.query.selectFrom('days').select(['day', 'payouts']).where('status', '=', 'closed')
  return (await days.orderBy('day').execute()).map(({ day, payouts }) => `${day}: ${payouts}`)
}

it('closes each day at its time, once', async () => {
  await start('2026-03-02T12:00:00Z')
  await earn()
  await run('2026-03-02T21:59:59Z')
  expect(await closed()).toEqual([])
  await run('2026-03-02T22:00:00Z')
  expect(await closed()).toEqual(['2026-03-02: 1'])
  await earn()
  await run('2026-03-02T23:00:00Z')
  await run('2026-03-03T00:00:00Z')
  expect(await closed()).toEqual(['2026-03-02: 1'])
  await run('2026-03-03T22:15:00Z')
  expect(await closed()).toEqual(['2026-03-02: 1', '2026-03-03: 1'])
})

it('closes what was missed as of yesterday, then today at its time', async () => {
  await start('2026-03-02T12:00:00Z')
  await earn()
  program.clock.set(Date.parse('2026-03-05T22:30:00Z'))
  await earn()
  await run('2026-03-05T22:30:00Z')
  expect(await closed()).toEqual(['2026-03-02: 0', '2026-03-04: 1', '2026-03-05: 1'])
})

it('goes by the wall clock of the business time zone', async () => {
  await start('2026-03-02T12:00:00Z', { BUSINESS_TIME_ZONE: 'America/New_York', DAY_CLOSES_AT: '18:30' })
  await earn()
  await run('2026-03-02T23:29:00Z')
  expect(await closed()).toEqual([])
  await run('2026-03-02T23:30:00Z')
  expect(await closed()).toEqual(['2026-03-02: 1'])
})

it('closes nothing by itself where days are closed by hand', async () => {
  await start('2026-03-02T12:00:00Z', { DAY_CLOSING: 'by_hand' })
  await earn()
  await run('2026-03-04T23:00:00Z')
  expect(await closed()).toEqual([])
})

it('runs at the start of the service', async () => {
  await start('2026-03-02T22:00:01Z')
  await until('the day is closed', async () => (await closed()).length === 1)
  expect(await closed()).toEqual(['2026-03-02: 0'])
})

it('stops between two steps when the service stops', async () => {
  await start('2026-03-02T12:00:00Z')
  await earn()
  program.clock.set(Date.parse('2026-03-02T22:00:00Z'))
  expect(await closeDays.run(program.session(), AbortSignal.abort())).toBe('more')
  expect(await closed()).toEqual([])
})
