/**
 * Webhooks go out.
 *
 *     event heard ──► a delivery for each webhook ──► claim, count the try ──► HTTP ──► note what came of it
 *        (tx, with the checkpoint)                          (tx)             (network)        (tx)
 *
 * When it dies after the claim nobody knows whether the receiver took it: the claim runs out, and it is sent again under the
 * same id. Each event reaches a receiver at least once, while tries are left, and the receiver knows a repetition by its id.
 */
import type { Session } from '@popug/service-kit'
import { type ClaimedDelivery, claimDeliveries } from '../commands/claim-deliveries.ts'
import { recordDelivery } from '../commands/record-delivery.ts'
import { job, type MailerWorld } from '../world.ts'
import { inLanes } from './in-lanes.ts'

const lanes = 20
/** Milliseconds that a delivery stays in hand beyond what all those before it in its lane may take. */
const margin = 60_000

/** The secrets that sign now; none where the installation's secret has been changed since they were sealed. */
const secretsOf = ({ tools, log, now }: Session<MailerWorld>, { webhook }: ClaimedDelivery): string[] => {
  const { id, secret, oldSecret, oldSecretUntil } = webhook
  const isOldGood = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now
  try {
    return [secret, ...(isOldGood ? [oldSecret] : [])].map((sealed) => tools.secrets.open(id, sealed))
  } catch (error) {
    log.error({ err: error, webhook: id }, 'the secret of a webhook cannot be read')
    return []
  }
}

const unreadable = { status: null, failure: 'The secret cannot be read any more: renew it', askedFor: null } as const

const sendDelivery = async (session: Session<MailerWorld>, claimed: ClaimedDelivery): Promise<void> => {
  const { delivery, webhook } = claimed
  const { clock, tools, transaction } = session
  const secrets = secretsOf(session, claimed)
  const begun = clock.now()
  const { eventId: id, body } = delivery
  const timestamp = Math.floor(begun / 1_000)
  const answer =
    secrets.length === 0 ? unreadable : await tools.hooks.send({ url: webhook.url, id, body, secrets, timestamp })
  const at = clock.now()
  await transaction((ctx) => recordDelivery(ctx, { delivery, answer, milliseconds: Math.max(0, at - begun), at }))
}

/** Sends what is due, to each receiver some. */
export const sendWebhooks = job({
  name: 'send-webhooks',
  every: 1_000,
  run: async (session, signal) => {
    // Fifty webhooks with ten each make 25 rounds of the lanes at most.
    const holdFor = 25 * session.settings.WEBHOOK_TIMEOUT + margin
    const claimed = await session.transaction((ctx) => claimDeliveries(ctx, { holdFor }))
    // What was not begun when we stop is taken up again when its claim has run out, or at the next start.
    await inLanes(lanes, claimed, signal, (one) => sendDelivery(session, one))
    return claimed.length > 0 ? 'more' : undefined
  },
})
