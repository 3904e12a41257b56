import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import type { Session } from '@popug/service-kit'
import { fitsPayout } from '../domain/letter-statement.ts'
import type { MailerWorld } from '../world.ts'
import type { Addressed } from './address-mails.ts'
import { inLanes } from './in-lanes.ts'

/** A letter with the statement that goes into it; null: it has none, or was written before. */
export interface Stated extends Addressed {
  readonly statement: DayStatement | null
}

interface Stating {
  readonly stated: Stated[]
  /** Accounts did not answer for these. */
  readonly unanswered: Addressed[]
}

/** Questions to Accounts at once; each is about one day. */
const lanes = 2

const needsStatement = ({ mail }: Addressed): boolean => mail.kind === 'payout_issued' && mail.messageId === ''

const byDay = (letters: readonly Addressed[]): [string, Addressed[]][] => {
  const days = new Map<string, Addressed[]>()
  for (const one of letters) {
    const day = days.get(one.mail.day)
    if (day) day.push(one)
    else days.set(one.mail.day, [one])
  }
  return [...days]
}

/** Asks Accounts how each payout came about, once for all letters of a day; the first silence ends the asking. */
export const stateMails = async (session: Session<MailerWorld>, letters: readonly Addressed[]): Promise<Stating> => {
  const { log, neighbours } = session
  const stated: Stated[] = []
  const unanswered: Addressed[] = []
  for (const one of letters) if (!needsStatement(one)) stated.push({ ...one, statement: null })

  const silence = new AbortController()
  const notAsked = await inLanes(lanes, byDay(letters.filter(needsStatement)), silence.signal, async ([day, some]) => {
    const userIds = [...new Set(some.map(({ mail }) => mail.userId))].join(',')
    try {
      const { items } = await neighbours.call(accountRoutes.listDayStatements, { params: { day }, query: { userIds } })
      const statements = new Map(items.map((statement) => [statement.userId, statement]))
      for (const one of some) {
        const statement = statements.get(one.mail.userId)
        if (statement && fitsPayout(statement, one.mail.amountMinor)) stated.push({ ...one, statement })
        else {
          // What cannot be true is not told; that the money is coming is true all the same.
          log.error(
            { mail: one.mail.id, statement },
            'the statement does not fit the payout; the letter goes without it',
          )
          stated.push({ ...one, statement: null })
        }
      }
    } catch (error) {
      log.warn({ err: error, day }, 'accounts does not tell how payouts came about')
      unanswered.push(...some)
      silence.abort()
    }
  })
  return { stated, unanswered: [...unanswered, ...notAsked.flatMap(([, some]) => some)] }
}
