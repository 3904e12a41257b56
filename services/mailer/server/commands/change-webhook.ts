import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import type { WebhookEvent, WebhookStatus } from '@popug/contracts/webhooks.ts'
import { type AuditEntry, newId, recordAudit } from '@popug/service-kit'
import { isPrivateLiteral } from '../clients/public-address.ts'
import { newWebhookSecret } from '../clients/webhook-secret.ts'
import type { WebhookRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import { keepOldSecret } from '../domain/webhook-retry.ts'
import { webhookUrl } from '../domain/webhook-url.ts'
import type { Command, CommandContext } from '../world.ts'

/** So many that each is looked at in every run. */
const atMost = 50

interface Wanted {
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly description?: string | undefined
}

const urlFor = ({ settings }: CommandContext, given: string): string => {
  const isAny = settings.WEBHOOK_ADDRESSES === 'any'
  const url = webhookUrl(given, { http: isAny })
  // A name is looked at when something is sent there, for it may lead elsewhere by then.
  if (!isAny && isPrivateLiteral(url)) throw invalid('/body/url', 'url_private', 'stands on no public network')
  return url
}
/** Writes down what was done to a webhook; of its address the host alone, for the rest of it may be a secret. */
const note = (ctx: CommandContext, action: AuditEntry['action'], { id, url }: WebhookRow): Promise<void> =>
  recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action, subject: id, detail: { name: new URL(url).host } })

const eventText = (events: readonly WebhookEvent[]): string => [...events].sort().join(' ')

/** Begins to tell a program of events, and answers its secret this once; refuses with `too_many_webhooks`, `invalid`. */
export const createWebhook: Command<Wanted, { row: WebhookRow; secret: string }> = async (ctx, wanted) => {
  const webhooks = webhookRepository(ctx.db)
  const url = urlFor(ctx, wanted.url)
  if ((await webhooks.countForUpdate()) >= atMost) throw new Refusal('too_many_webhooks')
  const id = newId(ctx.now)
  const secret = newWebhookSecret()
  const row: WebhookRow = {
    id,
    url,
    description: wanted.description?.trim() ?? '',
    events: eventText(wanted.events),
    status: 'active',
    reason: null,
    failingSince: null,
    failures: 0,
    restUntil: 0,
    secret: ctx.tools.secrets.seal(id, secret),
    oldSecret: null,
    oldSecretUntil: null,
    createdBy: ctx.actor.id,
    createdAt: ctx.now,
  }
  await webhooks.insert(row)
  await note(ctx, 'webhook.created', row)
  return { row, secret }
}

const existing = async (ctx: CommandContext, id: string): Promise<WebhookRow> => {
  const found = await webhookRepository(ctx.db).findForUpdate(id)
  if (!found) throw new Refusal('not_found')
  return found
}

/** Changes a webhook; enabled again it begins with a clean record. Refuses with `not_found`, `invalid`. */
export const changeWebhook: Command<
  Partial<Wanted> & { readonly id: string; readonly status?: WebhookStatus | undefined },
  WebhookRow
> = async (ctx, { id, url, events, description, status }) => {
  const before = await existing(ctx, id)
  const after: WebhookRow = {
    ...before,
    url: url === undefined ? before.url : urlFor(ctx, url),
    events: events === undefined ? before.events : eventText(events),
    description: description?.trim() ?? before.description,
    ...(status === 'active' ? { status, reason: null, failingSince: null, failures: 0, restUntil: 0 } : {}),
    ...(status === 'disabled' && before.status === 'active' ? { status, reason: 'by_hand' } : {}),
  }
  await webhookRepository(ctx.db).change(after)
  await note(ctx, 'webhook.changed', after)
  if (status === 'active') ctx.wake('send-webhooks')
  return after
}

/** Gives a webhook another secret and answers it this once; the one before signs too for a day. Refuses with `not_found`. */
export const renewWebhookSecret: Command<{ id: string }, { row: WebhookRow; secret: string }> = async (ctx, { id }) => {
  const before = await existing(ctx, id)
  const secret = newWebhookSecret()
  const row: WebhookRow = {
    ...before,
    secret: ctx.tools.secrets.seal(id, secret),
    oldSecret: before.secret,
    oldSecretUntil: ctx.now + keepOldSecret,
  }
  await webhookRepository(ctx.db).change(row)
  await note(ctx, 'webhook.secret_renewed', row)
  return { row, secret }
}

/** Tells a program of nothing any more; its deliveries are forgotten by a job. Refuses with `not_found`. */
export const removeWebhook: Command<{ id: string }, void> = async (ctx, { id }) => {
  const row = await existing(ctx, id)
  await webhookRepository(ctx.db).remove(id)
  await note(ctx, 'webhook.removed', row)
  ctx.wake('forget-deliveries')
}
