import { startMailCatcher } from './catcher/mail-catcher.ts'
import { smtpPost } from './clients/smtp-post.ts'
import { unsubscribeLinks } from './clients/unsubscribe-links.ts'
import { secretBox } from './clients/webhook-secret.ts'
import { webhookSender } from './clients/webhook-sender.ts'
import { MailerSettings } from './config.ts'
import { deliveryLogRepository } from './db/delivery-log-repository.ts'
import { mailRepository } from './db/mail-repository.ts'
import { migrations } from './db/migrations.ts'
import { makePace } from './domain/pace.ts'
import { forgetDeliveriesJob } from './jobs/forget-deliveries.ts'
import { sendMails } from './jobs/send-mails.ts'
import { sendWebhooks } from './jobs/send-webhooks.ts'
import { facts } from './queries/list-facts.ts'
import { verifyMails } from './queries/verify-mails.ts'
import { caughtLetterDoors } from './routes/caught-letters.ts'
import { choiceDoors } from './routes/choices.ts'
import { mailDoors } from './routes/mails.ts'
import { suppressionDoors } from './routes/suppressions.ts'
import { webhookDoors } from './routes/webhooks.ts'
import { onPayoutIssued } from './subscriptions/on-payout-issued.ts'
import { onPayoutResults } from './subscriptions/on-payout-results.ts'
import { onTasks } from './subscriptions/on-tasks.ts'
import { service } from './world.ts'

export { verifyMails }

/** The mailer: a letter for each payout issued and each that came back, notes about tasks given for those who want them, and webhooks. */
export const mailerService = service({
  name: 'mailer',
  settings: MailerSettings,
  migrations,
  endClaims: async (db) => {
    await mailRepository(db).endClaims()
    await deliveryLogRepository(db).endClaims()
  },
  tools: async ({ settings, database, clock, onStop }) => {
    let url = settings.SMTP_URL
    if (url === '') {
      const catcher = await startMailCatcher({ database, clock })
      onStop(catcher.stop)
      url = catcher.url
    }
    const post = smtpPost({
      url,
      from: settings.MAIL_FROM,
      timeout: settings.SMTP_TIMEOUT,
      connections: settings.SMTP_CONNECTIONS,
      // The catcher is on this machine, and speaks no TLS.
      encryption: settings.SMTP_URL === '' ? 'auto' : settings.SMTP_TLS,
      ca: settings.SMTP_CA,
    })
    onStop(post.close)
    const links = unsubscribeLinks({ origin: settings.PUBLIC_ORIGIN, secret: settings.SERVICE_SECRET })
    const hooks = webhookSender({ reach: settings.WEBHOOK_ADDRESSES, timeout: settings.WEBHOOK_TIMEOUT })
    const secrets = secretBox(settings.SERVICE_SECRET)
    return { post, pace: makePace(settings.MAIL_RATE), links, hooks, secrets }
  },
  doors: [...mailDoors, ...choiceDoors, ...suppressionDoors, ...webhookDoors, ...caughtLetterDoors],
  subscriptions: [onPayoutIssued, onPayoutResults, onTasks],
  jobs: [sendMails, sendWebhooks, forgetDeliveriesJob],
  verify: async (ctx) => {
    const { mails, offenders } = await verifyMails(ctx)
    return [
      {
        invariant: 'I7',
        says: 'no letter was delivered more often than unknown outcomes and people who sent it again explain',
        checked: mails.payout_issued + mails.payout_returned + mails.tasks_assigned,
        offenders: offenders.map(({ id }) => id),
      },
    ]
  },
  facts,
})
