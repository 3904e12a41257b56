import { authRoutes } from '@popug/contracts/auth.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Session } from '@popug/service-kit'
import type { ClaimedMail } from '../commands/claim-mails.ts'
import { addressKey, isAddress } from '../domain/address.ts'
import { rememberRecipients } from '../projections/recipients.ts'
import { findRecipients } from '../queries/find-recipients.ts'
import { findSuppressed } from '../queries/find-suppressed.ts'
import type { MailerWorld } from '../world.ts'
import { inLanes } from './in-lanes.ts'

type Recipient = Awaited<ReturnType<typeof findRecipients>>[number]

/** A letter with the person it goes to. */
export interface Addressed {
  readonly mail: ClaimedMail
  readonly recipient: Recipient
}

interface Addressing {
  readonly addressed: Addressed[]
  /** Auth did not answer for these. */
  readonly unanswered: { mail: ClaimedMail }[]
  /** These cannot be sent to anybody. */
  readonly hopeless: { mail: ClaimedMail; failure: string }[]
}

const lanes = 5

/** Asks Auth about people, a few at a time; the first silence ends the asking. Nobody by that id: null. */
const askAuth = async (session: Session<MailerWorld>, userIds: readonly string[]) => {
  const known = new Map<string, Recipient | null>()
  const silence = new AbortController()
  await inLanes(lanes, userIds, silence.signal, async (userId) => {
    try {
      const user = await session.neighbours.call(authRoutes.getUser, { params: { id: userId } })
      const { name, email = '', language = null } = user
      known.set(userId, { userId, name, email, language, askedAt: session.clock.now() })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not_found') known.set(userId, null)
      else {
        session.log.warn({ err: error }, 'auth does not tell who a letter goes to')
        silence.abort()
      }
    }
  })
  return known
}

/** Finds out who each letter goes to: from the copy of the last minute, or from Auth. */
export const addressMails = async (
  session: Session<MailerWorld>,
  mails: readonly ClaimedMail[],
): Promise<Addressing> => {
  const userIds = [...new Set(mails.map(({ userId }) => userId))]
  const people = new Map<string, Recipient | null>()
  for (const copy of await findRecipients(session, { userIds })) people.set(copy.userId, copy)
  const asked = await askAuth(
    session,
    userIds.filter((userId) => !people.has(userId)),
  )
  for (const [userId, person] of asked) people.set(userId, person)
  const told = [...asked.values()].filter((person) => person !== null)
  if (told.length > 0) await session.transaction((ctx) => rememberRecipients(ctx, told))

  const addresses = [...people.values()].flatMap((person) => (person ? [person.email] : []))
  const suppressed = await findSuppressed(session, { addresses })

  const result: Addressing = { addressed: [], unanswered: [], hopeless: [] }
  for (const mail of mails) {
    const recipient = people.get(mail.userId)
    const bounced = recipient ? suppressed.get(addressKey(recipient.email)) : undefined
    if (recipient === undefined) result.unanswered.push({ mail })
    else if (recipient === null) result.hopeless.push({ mail, failure: 'Auth knows no such person' })
    else if (!isAddress(recipient.email)) result.hopeless.push({ mail, failure: 'The person’s address is not one' })
    else if (bounced !== undefined)
      result.hopeless.push({ mail, failure: `Letters to ${recipient.email} bounce: ${bounced}`.slice(0, 500) })
    else result.addressed.push({ mail, recipient })
  }
  return result
}
