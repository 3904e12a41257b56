import { mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Command } from '../world.ts'

/** A letter in one instance's hand; `claimedUntil` is what it shows to prove it. */
export interface ClaimedMail extends MailRow {
  readonly claimedUntil: number
}

const lostInHand = 'The mailer stopped while this letter was on the wire'

/**
 * Takes queued letters whose time has come, for so many milliseconds. A letter that another run left on the wire counts as an
 * unknown outcome: it may have been sent, so it is tried again only while tries are left.
 */
export const claimMails: Command<{ limit: number; holdFor: number }, ClaimedMail[]> = async (ctx, input) => {
  const mails = mailRepository(ctx.db)
  const claimedUntil = ctx.now + input.holdFor
  const claimed = (await mails.dueForUpdate(ctx.now, input.limit)).map((mail): MailRow => {
    if (mail.sending === 0) return { ...mail, claimedUntil }
    const left = { ...mail, sending: 0, ambiguous: mail.ambiguous + 1, failure: lostInHand } as const
    const givenUp = mail.attempts >= ctx.settings.MAIL_ATTEMPTS
    return { ...left, status: givenUp ? 'failed' : 'queued', claimedUntil: givenUp ? null : claimedUntil }
  })
  await mails.change(
    claimed.map(({ id, status, sending, ambiguous, failure, claimedUntil }) => ({
      id,
      status,
      sending,
      ambiguous,
      failure,
      claimedUntil,
    })),
  )
  return claimed.filter((mail): mail is ClaimedMail => mail.claimedUntil !== null)
}
