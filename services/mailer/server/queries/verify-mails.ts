import type { MailKind, MailStatus } from '@popug/contracts/mailer.ts'
import { deliveryRepository, type Excess } from '../db/delivery-repository.ts'
import type { Query } from '../world.ts'

const maxOffenders = 100

/** Invariant I7: letters per payout (and per note) are at most one, and one more for each unknown outcome and each sending by hand. */
export interface MailsVerified {
  readonly holds: boolean
  /** Letters by kind; each is about one payout, or the tasks of one window. */
  readonly mails: Readonly<Record<MailKind, number>>
  readonly statuses: Readonly<Record<MailStatus, number>>
  /** The first hundred letters that were delivered more often than that. */
  readonly offenders: readonly (Excess & { readonly caught?: number })[]
}

/** Counts the letters of each payout and names those that went out too often. */
export const verifyMails: Query<void, MailsVerified> = async (ctx) => {
  const deliveries = deliveryRepository(ctx.db)
  const mails = { payout_issued: 0, payout_returned: 0, tasks_assigned: 0 }
  const statuses = { queued: 0, sent: 0, failed: 0 }
  for (const { kind, status, count } of await deliveries.counts()) {
    mails[kind] += count
    statuses[status] += count
  }
  const offenders = [
    ...(await deliveries.acceptedTooOften(maxOffenders)),
    ...(await deliveries.caughtTooOften(maxOffenders)),
  ]
  return { holds: offenders.length === 0, mails, statuses, offenders }
}
