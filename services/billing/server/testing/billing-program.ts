import { billingRoutes, type Payout, type PayoutStatus } from '@popug/contracts/billing.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { expect } from 'vitest'
import { billingService, verifyBilling } from '../service.ts'
import type { BillingWorld } from '../world.ts'
import { startTestBank, type TestBank } from './test-bank.ts'

export type Program = TestProgram<BillingWorld> & { readonly bank: TestBank }
type Options = NonNullable<Parameters<typeof startTestProgram>[1]>
type Tools = BillingWorld['tools']

/** Noon of a day like any other. */
export const noon = Date.UTC(2026, 4, 20, 12)
export const day = '2026-05-20'
export const cards = {
  pays: '4242424242424242',
  refused: '4000000000000002',
  refusedForNow: '4000000000009995',
  slow: '4000000000000341',
  timesOut: '4000000000000259',
  failsAfter: '4000000000005019',
  silentBefore: '4000000000005043',
  failsBefore: '4000000000005001',
  rateLimited: '4000000000004293',
  paysLater: '4000000000000770',
  plain: '5555555555554444',
} as const

/** Milliseconds that the bank has to answer, on machines however busy; its silence is tried with less. */
export const patience = 20_000

/** For the card to which the bank charges without an answer: long enough for the charge on a busy machine. */
export const shortPatience = { PROVIDER_TIMEOUT_MS: '1000' }

/** Everyone's password. */
export const password = 'a password of the tests'
const isRight = (body: unknown): boolean => (body as { password: string }).password === password

export interface BillingOptions extends Options {
  /** Another teller in place of the sandbox's, or around it. */
  readonly teller?: (teller: Tools['teller']) => Tools['teller']
  /** In place of chance, for pauses that can be told beforehand. */
  readonly chance?: () => number
  /** A bank that outlives the program; one of its own unless told. */
  readonly bank?: TestBank
  /** Leaves the jobs out, for tests that run them by hand. */
  readonly still?: boolean
}

/** Billing with the sandbox bank, quick enough for tests. */
export const startBilling = async (options: BillingOptions = {}): Promise<Program> => {
  const { teller, chance, still = false, env = {}, answers = {}, bank = await startTestBank(), ...others } = options
  const program = await startTestProgram(
    {
      ...billingService,
      jobs: still ? [] : billingService.jobs,
      tools: async (parts) => {
        const tools = await billingService.tools(parts)
        return { ...tools, ...(teller && { teller: teller(tools.teller) }), ...(chance && { chance }) }
      },
    },
    {
      env: { CARD_KEY: '0123456789abcdef'.repeat(4), PROVIDER_TIMEOUT_MS: String(patience), ...bank.env, ...env },
      ...others,
      answers: { checkPassword: ({ body }) => ({ outcome: isRight(body) ? 'right' : 'wrong' }), ...answers },
    },
  ).catch(async (error: unknown) => {
    if (!options.bank) await bank.stop()
    throw error
  })
  bank.follow(program.clock)
  const stop = async (): Promise<void> => {
    await program.stop()
    if (!options.bank) await bank.stop()
  }
  return { ...program, bank, stop }
}

/** What the ledger says of a payout. */
export const issued = (
  userId: string,
  change: Partial<{ payoutId: string; day: string; amountMinor: number; currency: string; closedBy: string }> = {},
) => ({
  payoutId: newId(),
  userId,
  day,
  amountMinor: 1_234,
  currency: 'USD',
  issuedAt: new Date(noon).toISOString(),
  ...change,
})

/** A performer with this card, and a payout that the ledger issued to them. */
export const personWithPayout = async (
  program: Program,
  number: string | null,
  userId = newId(),
  change: Parameters<typeof issued>[1] = {},
) => {
  const person = program.as('performer', userId)
  if (number !== null) {
    const answer = await person.call(billingRoutes.putMyCard, { body: { number } })
    expect(answer.status).toBe(200)
  }
  const payout = issued(userId, change)
  await program.say(payoutIssued, payout)
  await program.settled()
  return { person, userId, payoutId: payout.payoutId }
}

/** The payout as an accountant sees it. */
export const seen = async (program: Program, id: string): Promise<Payout> => {
  const { body, status } = await program.as('accountant').call(billingRoutes.getPayout, { params: { id } })
  expect(status).toBe(200)
  return body
}

/** Waits until a payout is in this state (after so many attempts), and answers it. */
export const reaches = async (program: Program, id: string, status: PayoutStatus, attempts = 0): Promise<Payout> => {
  await until(`payout ${status}`, async () => {
    const payout = await seen(program, id)
    return payout.status === status && payout.attempts >= attempts
  })
  return seen(program, id)
}

/** Lets the clock run on until what waits for its next attempt, or for the claim of a dead asker, is due. */
export const later = (program: Program, ms = 3_600_000): void => {
  program.clock.set(program.clock.now() + ms)
  program.session().wake('pay-payouts')
}

/** Payouts that are on their way to their end. */
export const openPayouts = (program: Program) =>
  program.database.query
    .selectFrom('payouts')
    .select(['id', 'status', 'failure', 'dueAt'])
    .where('status', 'in', ['queued', 'sent'])
    .execute()

/**
 * Waits until nothing is due and nobody is being asked: time that passes while somebody waits for the bank's answer would
 * make them count as dead.
 */
export const untilNobodyAsks = (program: Program): Promise<void> =>
  until('nothing is due, and nobody is being asked', async () =>
    (await openPayouts(program)).every(
      ({ status, failure, dueAt }) =>
        (dueAt ?? 0) > program.clock.now() && (status === 'queued' || failure === 'pending'),
    ),
  )

/** Lets hours pass, twenty at most, until no payout is on its way. */
export const untilSettled = async (program: Program): Promise<void> => {
  for (let hours = 0; hours < 20; hours++) {
    await untilNobodyAsks(program)
    if ((await openPayouts(program)).length === 0) return
    later(program)
    program.bank.wake()
  }
  throw new Error('payouts are still on their way')
}

/** Checks that our book and the bank's register tell the same. */
export const expectTrueBooks = async (program: Program): Promise<void> => {
  const findings = await verifyBilling(program.session(), undefined)
  expect(findings.flatMap(({ says, offenders }) => offenders.map((id) => `${says}: ${id}`))).toEqual([])
}
