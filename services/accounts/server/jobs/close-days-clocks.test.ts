import { addDays, dayOf } from '@popug/contracts/days.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { chargeAndCredit } from '../commands/charge-and-credit.ts'
import { wallClock } from '../domain/business-days.ts'
import { accountsService, verifyLedger } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { closeDays } from './close-days.ts'

let program: TestProgram<AccountsWorld>
afterEach(() => program.stop())

const start = async (zone: string, closesAt: string, now: string): Promise<void> => {
  const env = { ...roundPrices, BUSINESS_TIME_ZONE: zone, DAY_CLOSES_AT: closesAt }
  program = await startTestProgram(accountsService, { env, now: Date.parse(now), jobsByTime: false })
}
const rows = async (after = 0) =>
  program.database.query.selectFrom('transactions').selectAll().where('number', '>', after).orderBy('number').execute()
/** One more closed task, and the day it is posted on. */
const earn = async (userId: string): Promise<string> => {
  await program.session().transaction((ctx) => chargeAndCredit(ctx, [{ kind: 'closed', taskId: newId(), userId }]))
  return (await rows()).at(-1)?.day ?? ''
}
/** Runs the job until it has nothing more to do, and tells which days it has closed. */
const closings = async (): Promise<string[]> => {
  const closed = () => program.database.query.selectFrom('days').select('day').where('status', '=', 'closed').execute()
  const before = new Set((await closed()).map(({ day }) => day))
  for (let runs = 0; (await closeDays.run(program.session(), new AbortController().signal)) === 'more'; runs++)
    if (runs > 10) throw new Error('the job does not come to an end')
  return (await closed()).map(({ day }) => day).filter((day) => !before.has(day))
}
const wrongs = async (): Promise<string[]> =>
  (await verifyLedger(program.session())).flatMap(({ says, offenders }) => offenders.map((id) => `${says}: ${id}`))

/** `moment in UTC, the wall clock there | the day that work is posted on | the days that the job closes after it`. */
const stories: Record<string, [zone: string, closesAt: string, story: string]> = {
  'midnight ends the day, not the work': [
    'UTC',
    '22:00',
    `
    2026-03-02T21:59:59Z 21:59 | 2026-03-02 |
    2026-03-02T22:00:00Z 22:00 | 2026-03-02 | 2026-03-02
    2026-03-02T23:59:59Z 23:59 | 2026-03-03 |
    2026-03-03T00:00:00Z 00:00 | 2026-03-03 |
    2026-03-03T22:00:00Z 22:00 | 2026-03-03 | 2026-03-03`,
  ],
  'a day that closes at its last minute': [
    'UTC',
    '23:59',
    `
    2026-03-02T23:58:59Z 23:58 | 2026-03-02 |
    2026-03-02T23:59:00Z 23:59 | 2026-03-02 | 2026-03-02
    2026-03-03T00:00:00Z 00:00 | 2026-03-03 |`,
  ],
  'a last minute that nobody was there for': [
    'UTC',
    '23:59',
    `
    2026-03-02T23:58:59Z 23:58 | 2026-03-02 |
    2026-03-03T00:00:01Z 00:00 | 2026-03-03 | 2026-03-02
    2026-03-03T23:59:30Z 23:59 | 2026-03-03 | 2026-03-03`,
  ],
  'a day that closes as it begins': [
    'UTC',
    '00:00',
    `
    2026-03-02T23:59:59Z 23:59 | 2026-03-02 | 2026-03-02
    2026-03-03T00:00:00Z 00:00 | 2026-03-03 | 2026-03-03
    2026-03-03T12:00:00Z 12:00 | 2026-03-04 |`,
  ],
  'Madrid, where 02:00 becomes 03:00: the time of closing is skipped': [
    'Europe/Madrid',
    '02:30',
    `
    2026-03-28T01:29:00Z 02:29 | 2026-03-28 |
    2026-03-28T01:30:00Z 02:30 | 2026-03-28 | 2026-03-28
    2026-03-28T23:30:00Z 00:30 | 2026-03-29 |
    2026-03-29T00:59:59Z 01:59 | 2026-03-29 |
    2026-03-29T01:00:00Z 03:00 | 2026-03-29 | 2026-03-29
    2026-03-29T21:59:00Z 23:59 | 2026-03-30 |
    2026-03-29T22:00:00Z 00:00 | 2026-03-30 |
    2026-03-30T00:30:00Z 02:30 | 2026-03-30 | 2026-03-30`,
  ],
  'Madrid, where 03:00 becomes 02:00: the time of closing comes twice': [
    'Europe/Madrid',
    '02:30',
    `
    2026-10-24T22:30:00Z 00:30 | 2026-10-25 |
    2026-10-25T00:29:59Z 02:29 | 2026-10-25 |
    2026-10-25T00:30:00Z 02:30 | 2026-10-25 | 2026-10-25
    2026-10-25T01:00:00Z 02:00 | 2026-10-26 |
    2026-10-25T01:30:00Z 02:30 | 2026-10-26 |
    2026-10-25T22:59:59Z 23:59 | 2026-10-26 |
    2026-10-25T23:00:00Z 00:00 | 2026-10-26 |
    2026-10-26T01:30:00Z 02:30 | 2026-10-26 | 2026-10-26`,
  ],
  'Beirut, whose day begins at 01:00': [
    'Asia/Beirut',
    '00:00',
    `
    2026-03-28T21:59:59Z 23:59 | 2026-03-28 | 2026-03-28
    2026-03-28T22:00:00Z 01:00 | 2026-03-29 | 2026-03-29
    2026-03-29T20:59:59Z 23:59 | 2026-03-30 |`,
  ],
  'Beirut, whose last hour comes twice': [
    'Asia/Beirut',
    '23:30',
    `
    2026-10-24T20:29:00Z 23:29 | 2026-10-24 |
    2026-10-24T20:30:00Z 23:30 | 2026-10-24 | 2026-10-24
    2026-10-24T21:00:00Z 23:00 | 2026-10-25 |
    2026-10-24T21:30:00Z 23:30 | 2026-10-25 |
    2026-10-24T22:00:00Z 00:00 | 2026-10-25 |
    2026-10-25T21:30:00Z 23:30 | 2026-10-25 | 2026-10-25`,
  ],
  '29 February, and the day after it': [
    'America/New_York',
    '22:00',
    `
    2028-02-29T02:59:00Z 21:59 | 2028-02-28 |
    2028-02-29T03:00:00Z 22:00 | 2028-02-28 | 2028-02-28
    2028-02-29T04:59:59Z 23:59 | 2028-02-29 |
    2028-02-29T05:00:00Z 00:00 | 2028-02-29 |
    2028-03-01T03:00:00Z 22:00 | 2028-02-29 | 2028-02-29
    2028-03-01T03:00:01Z 22:00 | 2028-03-01 |
    2028-03-02T03:00:00Z 22:00 | 2028-03-01 | 2028-03-01`,
  ],
  'a year without it': [
    'UTC',
    '22:00',
    `
    2027-02-28T22:00:00Z 22:00 | 2027-02-28 | 2027-02-28
    2027-02-28T23:00:00Z 23:00 | 2027-03-01 |
    2027-03-01T22:00:00Z 22:00 | 2027-03-01 | 2027-03-01`,
  ],
  'a clock that goes back': [
    'UTC',
    '22:00',
    `
    2026-03-02T22:00:00Z 22:00 | 2026-03-02 | 2026-03-02
    2026-03-02T09:00:00Z 09:00 | 2026-03-03 |
    2026-03-02T22:00:00Z 22:00 | 2026-03-03 |
    2026-03-03T22:00:00Z 22:00 | 2026-03-03 | 2026-03-03`,
  ],
}

describe('days close by the wall clock', () => {
  it.each(Object.entries(stories))('%s', async (_, [zone, closesAt, story]) => {
    const lines = story
      .trim()
      .split('\n')
      .map((line) => line.trim())
    await start(zone, closesAt, lines[0]?.slice(0, 20) ?? '')
    const kesha = newId()
    const told: string[] = []
    for (const line of lines) {
      const at = line.slice(0, 20)
      program.clock.set(Date.parse(at))
      const posted = await earn(kesha)
      told.push(`${at} ${wallClock(Date.parse(at), zone)} | ${posted} | ${(await closings()).join(' ')}`.trim())
    }
    expect(told).toEqual(lines)
    expect(await wrongs()).toEqual([])
  })
})

const changes = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Asia/Beirut', '2026-10-24'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['UTC', '2028-02-29'],
] as const

describe('half-hour by half-hour through three days', () => {
  it.each(
    changes.flatMap(([zone, day], index) => [[zone, day, ['00:00', '02:30', '22:00', '23:59'][index % 4] ?? '']]),
  )(
    'in %s around %s, closing at %s, each day closes once and everything earned is paid once',
    async (zone, day, closesAt) => {
      const from = Date.parse(`${addDays(day, -1)}T00:00:00Z`)
      await start(zone, closesAt, new Date(from).toISOString())
      const people = [newId(), newId()]
      const closed: string[] = []
      for (let half = 0; half < 3 * 48; half++) {
        program.clock.set(from + half * 30 * 60_000)
        const posted = await earn(people[half % 2] ?? '')
        const today = dayOf(program.clock.now(), zone)
        expect(closed).not.toContain(posted)
        expect([today, addDays(today, 1)]).toContain(posted)
        closed.push(...(await closings()))
      }
      expect(closed).toEqual([...new Set(closed)].sort())
      const days = [-1, 0].map((count) => addDays(day, count))
      expect(closed).toEqual(expect.arrayContaining(days))
      const last = closed.at(-1) ?? ''
      const all = (await rows()).filter((row) => row.day <= last)
      const sumOf = (kind: string): number =>
        all.filter((row) => row.kind === kind).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
      expect(sumOf('reward')).toBeGreaterThan(0)
      expect(sumOf('reward') + sumOf('payout')).toBe(0)
      expect(await wrongs()).toEqual([])
    },
  )
})
