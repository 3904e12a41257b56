import { type DataOf, payoutPaid, taskClosed } from '@popug/contracts/events.ts'
import { type WebhookDelivery, webhookEvents, webhookRoutes } from '@popug/contracts/webhooks.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { type MailerProgram, startMailer, TestAuth } from './mailer-program.ts'

/** Starts the mailer where webhooks may go to this machine. */
export const startWebhooks = (
  env: Readonly<Record<string, string>> = {},
  options: Omit<Parameters<typeof startMailer>[1], 'env'> = {},
): Promise<MailerProgram> =>
  startMailer(new TestAuth(), { ...options, env: { WEBHOOK_ADDRESSES: 'any', WEBHOOK_TIMEOUT: '10000', ...env } })

/** Tells a receiver of everything; answers its id and its secret. */
export const tell = async (program: MailerProgram, url: string): Promise<{ id: string; secret: string }> => {
  const body = { url, events: [...webhookEvents] }
  return (await program.as('admin').call(webhookRoutes.createWebhook, { body })).body
}

/** Says that so many tasks were closed, and waits until that is heard. */
export const closeTasks = async (program: MailerProgram, count: number): Promise<string[]> => {
  const closedAt = new Date(program.clock.now()).toISOString()
  const tasks = Array.from({ length: count }, () => ({ taskId: newId(), userId: newId(), closedAt }))
  await program.say(taskClosed, ...tasks)
  await program.settled()
  return tasks.map(({ taskId }) => taskId)
}

/** Says that a payout was paid, and waits until that is heard. */
export const payOne = async (program: MailerProgram): Promise<DataOf<typeof payoutPaid>> => {
  const paid = {
    payoutId: newId(),
    userId: newId(),
    day: '2026-03-01',
    amountMinor: 1_234,
    currency: 'USD',
    cardLast4: '4242',
    paidAt: new Date(program.clock.now()).toISOString(),
  }
  await program.say(payoutPaid, paid)
  await program.settled()
  return paid
}

/** The delivery log of a webhook, newest first. */
export const logOf = async (program: MailerProgram, id: string): Promise<WebhookDelivery[]> => {
  const asked = { params: { id }, query: { limit: 500 } }
  return (await program.as('admin').call(webhookRoutes.listWebhookDeliveries, asked)).body.items
}

/** Waits until the log is not empty, nothing of it is in hand, and it fits; lets no time pass on the service's clock. */
export const logWhere = async (
  program: MailerProgram,
  id: string,
  fits: (log: readonly WebhookDelivery[]) => boolean,
): Promise<WebhookDelivery[]> => {
  const rows = () => program.database.query.selectFrom('webhookDeliveries').selectAll().orderBy('id').execute()
  let log: WebhookDelivery[] = []
  await until('the deliveries stand as expected', async () => {
    const before = await rows()
    if (before.length === 0 || before.some(({ claimedUntil }) => claimedUntil !== null)) return false
    log = await logOf(program, id)
    // What was taken in hand and put down between the two looks would be seen half.
    return JSON.stringify(await rows()) === JSON.stringify(before) && log.length > 0 && fits(log)
  })
  return log
}

/** Waits until everything has been sent. */
export const allSent = (program: MailerProgram, id: string): Promise<WebhookDelivery[]> =>
  logWhere(program, id, (log) => log.every(({ status }) => status === 'sent'))

/** Waits until everything has been tried so often. */
export const allTried = (program: MailerProgram, id: string, attempts: number): Promise<WebhookDelivery[]> =>
  logWhere(program, id, (log) => log.every((one) => one.attempts >= attempts))

/** Lets time pass, and the job look what is due. */
export const later = (program: MailerProgram, milliseconds: number): void => {
  program.clock.set(program.clock.now() + milliseconds)
  program.session().wake('send-webhooks')
}
