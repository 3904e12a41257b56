import fs from 'node:fs'
import { billingRoutes, type PayoutStatus } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  cards,
  issued,
  later,
  noon,
  type Program,
  password,
  personWithPayout,
  reaches,
  shortPatience,
  startBilling,
} from '../testing/billing-program.ts'

/** Digits of a card number, however they are grouped, and the password that came with them. */
const showsNumber = (text: string): boolean => {
  if (text.includes(password) || text.includes('a wrong guess')) return true
  const digits = text.replace(/[ -]/g, '')
  return Object.values(cards).some((number) => digits.includes(number) || digits.includes(number.slice(0, 12)))
}

/** What becomes of a payout to each test card at the first attempt; those that are not here are tried again. */
const statusAtFirst: Readonly<Record<string, PayoutStatus>> = {
  [cards.pays]: 'paid',
  [cards.plain]: 'paid',
  [cards.slow]: 'paid',
  [cards.refused]: 'failed',
  [cards.paysLater]: 'sent',
}

describe('the number of a card, and the password that came with it', () => {
  let program: Program
  let logged = ''
  beforeEach(() => {
    logged = ''
    vi.stubEnv('POPUG_TEST_LOG', 'trace')
    const keep = (text: unknown): number => {
      logged += String(text)
      return Buffer.byteLength(String(text))
    }
    // The log is written to the descriptor itself, past process.stdout.
    const { writeSync, write } = fs
    vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, text: string, ...rest: []) =>
      fd === 1 ? keep(text) : writeSync(fd, text, ...rest)) as typeof fs.writeSync)
    vi.spyOn(fs, 'write').mockImplementation(((fd: number, text: string, ...rest: unknown[]) => {
      if (fd !== 1) return (write as (...all: unknown[]) => void)(fd, text, ...rest)
      const done = rest.at(-1) as (error: null, bytes: number) => void
      const bytes = keep(text)
      setImmediate(() => done(null, bytes))
    }) as typeof fs.write)
  })
  afterEach(async () => {
    await program.stop()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  it('are in no table, no event, no answer and no line of the log', async () => {
    program = await startBilling({
      now: noon,
      env: shortPatience,
      teller: (teller) => ({
        ...teller,
        ask: (attempt, signal) =>
          attempt.amountMinor === 13
            ? Promise.reject(new Error('a bug while a card is at hand'))
            : teller.ask(attempt, signal),
      }),
    })
    const answers: string[] = []
    for (const number of Object.values(cards)) {
      const { person, payoutId } = await personWithPayout(program, number)
      await reaches(program, payoutId, statusAtFirst[number] ?? 'queued')
      const wrong = number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)
      for (const answer of [
        await person.call(billingRoutes.getMyCard),
        await person.call(billingRoutes.putMyCard, { body: { number: wrong, password: 'a wrong guess' } }),
        await person.call(billingRoutes.putMyCard, { body: { number, more: number } as { number: string } }),
        await person.call(billingRoutes.putMyCard, { body: [number] as unknown as { number: string } }),
        await person.call(billingRoutes.putMyCard, {
          body: { number, password },
          headers: { 'idempotency-key': 'one' },
        }),
        await person.call(billingRoutes.listPayouts),
        await person.call(billingRoutes.listPayoutSteps, { params: { id: payoutId } }),
      ]) {
        answers.push(answer.text, JSON.stringify(answer.headers))
      }
    }
    later(program)
    const bug = issued(newId(), { amountMinor: 13 })
    await program.as('performer', bug.userId).call(billingRoutes.putMyCard, { body: { number: cards.pays, password } })
    await program.say(payoutIssued, bug)
    await program.settled()
    await vi.waitFor(() => expect(logged).toContain('a bug while a card is at hand'), 10_000)

    expect(answers.filter(showsNumber)).toEqual([])
    expect(logged).toContain('the bank did not answer')
    expect(showsNumber(JSON.stringify(await program.bank.entries()))).toBe(false)
    expect(showsNumber(await (await fetch(program.bank.address)).text())).toBe(false)
    expect(logged.split('\n').filter(showsNumber)).toEqual([])
    const tables = await program.database.query.introspection.getTables()
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cards', 'outbox', 'payouts', 'idempotency_keys']),
    )
    for (const { name } of tables) {
      const rows = await program.database.query
        .selectFrom(name as 'cards')
        .selectAll()
        .execute()
      const text = JSON.stringify(rows, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      )
      expect(showsNumber(text), name).toBe(false)
    }
  })
})
