/**
 * Letters go out.
 *
 *     claim ──► ask Auth who, Accounts how much ──► write, note "on the wire" ──► SMTP ──► note what became of it
 *     (tx)                (network)                       (tx)               (network)         (tx)
 *
 * When it dies
 * - before "on the wire": the claim runs out, the letter is tried as if nothing had been;
 * - after it: nobody knows whether the server took the letter. It is sent again under the same Message-ID, and the
 *   mail's `ambiguous` counts it: letters per payout are at most one, and one more for each of these.
 */
import type { Session } from '@popug/service-kit'
import { beginSending } from '../commands/begin-sending.ts'
import { type ClaimedMail, claimMails } from '../commands/claim-mails.ts'
import { recordOutcome } from '../commands/record-outcome.ts'
import { releaseMails } from '../commands/release-mails.ts'
import { job, type MailerWorld } from '../world.ts'
import { addressMails } from './address-mails.ts'
import { inLanes } from './in-lanes.ts'
import { type Stated, stateMails } from './state-mails.ts'

const claimedAtOnce = 50
/** Milliseconds that a letter stays in hand before it is begun, and beyond the post's own time limit after that. */
const holdFor = 60_000
const margin = 10_000

/** Sends one letter and writes down what became of it. Answers false where it is no longer in hand. */
const sendMail = async (session: Session<MailerWorld>, { mail, recipient, statement }: Stated): Promise<boolean> => {
  const until = session.clock.now() + session.settings.SMTP_TIMEOUT + margin
  const begun = await session.transaction((ctx) => beginSending(ctx, { mail, recipient, statement, until }))
  if (!begun) return false
  const outcome = await session.tools.post.send(begun.posting)
  if (outcome.is !== 'accepted') session.log.warn({ mail: mail.id, ...outcome }, 'a letter did not go out')
  const at = session.clock.now()
  await session.transaction((ctx) => recordOutcome(ctx, { mail: begun.mail, outcome, at }))
  return true
}

const giveUp = (session: Session<MailerWorld>, mail: ClaimedMail, failure: string): Promise<void> =>
  session.transaction((ctx) =>
    recordOutcome(ctx, { mail, outcome: { is: 'refused', failure }, at: session.clock.now() }),
  )

const release = async (
  session: Session<MailerWorld>,
  letters: readonly { readonly mail: ClaimedMail }[],
  waitingFor: string | null,
): Promise<void> => {
  if (letters.length === 0) return
  await session.transaction((ctx) => releaseMails(ctx, { mails: letters.map(({ mail }) => mail), waitingFor }))
}

/** Sends what is due, fifty letters a run. */
export const sendMails = job({
  name: 'send-mails',
  every: 1_000,
  run: async (session, signal) => {
    const { pace } = session.tools
    const limit = pace.take(claimedAtOnce, session.clock.now())
    if (limit === 0) return undefined
    const claimed = await session.transaction((ctx) => claimMails(ctx, { limit, holdFor }))
    const { addressed, unanswered: unnamed, hopeless } = await addressMails(session, claimed)
    for (const { mail, failure } of hopeless) await giveUp(session, mail, failure)
    await release(session, unnamed, 'The address is not known yet: Auth does not answer')
    const { stated, unanswered: unstated } = await stateMails(session, addressed)
    await release(session, unstated, 'The statement is not known yet: Accounts does not answer')
    const lanes = session.settings.SMTP_CONNECTIONS
    const notBegun = await inLanes(lanes, stated, signal, (one) => sendMail(session, one))
    await release(session, notBegun, null)
    pace.giveBack(limit - (stated.length - notBegun.length))
    const silent = unnamed.length > 0 || unstated.length > 0
    return claimed.length === limit && !silent ? 'more' : undefined
  },
})
