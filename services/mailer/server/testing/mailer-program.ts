import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes, type User } from '@popug/contracts/auth.ts'
import type { DataOf, payoutIssued, payoutReturned } from '@popug/contracts/events.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { mailerService } from '../service.ts'
import type { MailerWorld } from '../world.ts'

type Options = NonNullable<Parameters<typeof startTestProgram>[1]>

/** Everyone whom the Auth of these tests knows, and whether it answers. */
export class TestAuth {
  readonly people = new Map<string, User>()
  away = false
  asked = 0

  person(change: Partial<User> = {}): User {
    const user: User = {
      id: newId(),
      login: 'kesha',
      name: 'Kesha',
      role: 'performer',
      email: 'kesha@popug.test',
      ...change,
    }
    this.people.set(user.id, user)
    return user
  }

  readonly answers: NonNullable<Options['answers']> = {
    [authRoutes.getUser.name]: ({ params }) => {
      this.asked += 1
      if (this.away) throw new Refusal('unavailable')
      const user = this.people.get((params as { id: string }).id)
      if (!user) throw new Refusal('not_found')
      return user
    },
  }
}

const earnings: Omit<DayStatement, 'userId'> = {
  openingMinor: 0,
  feesMinor: 1_544,
  rewardsMinor: 125_000,
  otherMinor: 0,
  paidOutMinor: 123_456,
  closingMinor: 0,
}

export const payout = (userId: string, change: Partial<DataOf<typeof payoutIssued>> = {}) => ({
  payoutId: newId(),
  userId,
  day: '2026-03-02',
  amountMinor: 123_456,
  currency: 'USD',
  issuedAt: '2026-03-02T21:00:00.000Z',
  ...change,
})

export const returned = (userId: string, reason: string): DataOf<typeof payoutReturned> => {
  const { issuedAt, ...rest } = payout(userId)
  return { ...rest, reason, actorId: newId(), returnedAt: issuedAt }
}

export type MailerProgram = TestProgram<MailerWorld>

/** What the Accounts of these tests says of days: that the whole payout was earned on its day, unless told. */
export class TestAccounts {
  readonly statements = new Map<string, Partial<DayStatement>>()
  away = false
  /** The questions, each with its day and its people. */
  readonly asked: { day: string; userIds: string[] }[] = []

  readonly answers: NonNullable<Options['answers']> = {
    [accountRoutes.listDayStatements.name]: ({ params, query }) => {
      const { day } = params as { day: string }
      const userIds = splitIds((query as { userIds: string }).userIds)
      this.asked.push({ day, userIds })
      if (this.away) throw new Refusal('unavailable')
      return { items: userIds.map((userId) => ({ ...earnings, userId, ...this.statements.get(userId) })), next: null }
    },
  }
}

/** Starts the mailer for a test, at noon of a day in March unless told. */
export const startMailer = (
  auth: TestAuth,
  { accounts = new TestAccounts(), ...options }: Options & { accounts?: TestAccounts } = {},
): Promise<MailerProgram> =>
  startTestProgram(mailerService, {
    now: Date.parse('2026-03-02T12:00:00Z'),
    ...options,
    answers: { ...auth.answers, ...accounts.answers },
  })

/** Every letter in the table, oldest first. */
export const mailRows = (program: MailerProgram) =>
  program.database.query.selectFrom('mails').selectAll().orderBy('id').execute()

type Row = Awaited<ReturnType<typeof mailRows>>[number]

/** Waits until everything said is heard, there are letters, each is in nobody's hand, and all fit. */
const allLetters = async (program: MailerProgram, what: string, fits: (row: Row) => boolean): Promise<Row[]> => {
  await program.settled()
  let rows: Row[] = []
  await until(`all letters ${what}`, async () => {
    rows = await mailRows(program)
    return rows.length > 0 && rows.every((row) => row.claimedUntil === null && fits(row))
  })
  return rows
}

/** Waits until every letter has this status and is in nobody's hand. */
export const letters = (program: MailerProgram, status: Row['status']): Promise<Row[]> =>
  allLetters(program, `are ${status}`, (row) => row.status === status)

/** Waits until each letter has been tried so many times and is in nobody's hand. */
export const triedTimes = (program: MailerProgram, attempts: number): Promise<Row[]> =>
  allLetters(program, `were tried ${attempts} times`, (row) => row.attempts >= attempts)

/** Lets time pass, and the job look what is due. */
export const pass = (program: MailerProgram, milliseconds: number): void => {
  program.clock.set(program.clock.now() + milliseconds)
  program.session().wake('send-mails')
}

/** The letters that the built-in catcher got, as an admin sees them. */
export const caught = async (program: MailerProgram) =>
  (await program.as('admin').call(mailerRoutes.listCaughtLetters)).body.items
