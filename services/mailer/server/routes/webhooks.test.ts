import { auditRoutes } from '@popug/contracts/audit.ts'
import { type Webhook, webhookRoutes } from '@popug/contracts/webhooks.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailerProgram, startMailer, TestAuth } from '../testing/mailer-program.ts'

const { changeWebhook, createWebhook, getWebhook, listWebhooks, removeWebhook, renewWebhookSecret, testWebhook } =
  webhookRoutes
let program: MailerProgram
beforeEach(async () => {
  program = await startMailer(new TestAuth(), { jobsByTime: false })
})
afterEach(() => program.stop())

const events = ['task.closed.v1', 'payout.paid.v1'] as const
const create = (url = 'https://example.org/hook') =>
  program.as('admin').call(createWebhook, { body: { url, events: [...events], description: ' Books ' } })
const viewOf = ({ secret: _secret, ...view }: Webhook & { secret: string }): Webhook => view

describe('a webhook', () => {
  it('tells its secret once, and keeps it sealed', async () => {
    const { status, body } = await create()
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^whsec_/)
    expect(body).toMatchObject({
      url: 'https://example.org/hook',
      description: 'Books',
      status: 'active',
      reason: null,
    })
    const admin = program.as('admin')
    expect((await admin.call(getWebhook, { params: { id: body.id } })).body).toEqual(viewOf(body))
    expect((await admin.call(listWebhooks)).body.items).toEqual([viewOf(body)])
    const rows = await program.database.query.selectFrom('webhooks').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(body.secret.slice(6))
    const renewed = await admin.call(renewWebhookSecret, { params: { id: body.id } })
    expect(renewed.body.secret).not.toBe(body.secret)
  })

  it.each([
    'http://example.org/hook',
    'ftp://example.org',
    'https://user:password@example.org/',
    'example.org/hook',
    'javascript:alert(1)',
  ])('does not go to %s', async (url) => {
    expect(await create(url)).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: '/body/url' }] } })
    const { id } = (await create()).body
    const changed = await program.as('admin').call(changeWebhook, { params: { id }, body: { url } })
    expect(changed).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it.each([
    { url: 'https://example.org', events: [] },
    { url: 'https://example.org', events: ['transaction.posted.v1'] },
    { url: 'https://example.org', events: ['task.closed.v1', 'task.closed.v1'] },
    { url: `https://example.org/${'x'.repeat(1_000)}`, events: ['task.closed.v1'] },
  ])('is not made from %o', async (body) => {
    const answer = await program.as('admin').call(createWebhook, { body: body as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('is changed, disabled, enabled and removed', async () => {
    const { id } = (await create()).body
    const params = { id }
    const admin = program.as('admin')
    const change = async (body: object) => (await admin.call(changeWebhook, { params, body })).body
    expect(await change({ url: 'https://example.org/other#part', events: ['task.closed.v1'] })).toMatchObject({
      url: 'https://example.org/other',
      events: ['task.closed.v1'],
      description: 'Books',
    })
    expect(await change({ status: 'disabled' })).toMatchObject({ status: 'disabled', reason: 'by_hand' })
    expect(await admin.call(testWebhook, { params })).toMatchObject({ status: 409, body: { code: 'webhook_disabled' } })
    expect(await change({ status: 'active' })).toMatchObject({ status: 'active', reason: null })
    expect((await admin.call(removeWebhook, { params })).status).toBe(204)
    for (const route of [getWebhook, removeWebhook, renewWebhookSecret, testWebhook])
      expect(await admin.call(route, { params })).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('leaves what was done to it in the audit, by its host alone', async () => {
    const { id, secret } = (await create('https://example.org/a/secret/path')).body
    const admin = program.as('admin')
    await admin.call(changeWebhook, { params: { id }, body: { status: 'disabled' } })
    await admin.call(renewWebhookSecret, { params: { id } })
    await admin.call(removeWebhook, { params: { id } })
    const { items } = (await admin.call(auditRoutes('mailer').listAudit)).body
    expect(items.reverse().map(({ action, subject, detail }) => [action, subject, detail.name])).toEqual(
      ['created', 'changed', 'secret_renewed', 'removed'].map((deed) => [`webhook.${deed}`, id, 'example.org']),
    )
    for (const hidden of [secret, 'secret/path']) expect(JSON.stringify(items)).not.toContain(hidden)
  })

  it('is one of fifty at most', async () => {
    const answers: number[] = []
    for (let count = 0; count < 51; count++) answers.push((await create()).status)
    expect(answers.filter((status) => status === 201)).toHaveLength(50)
    expect(answers.at(-1)).toBe(409)
  })

  it('is for admins', async () => {
    const { id } = (await create()).body
    for (const role of ['performer', 'manager', 'accountant', 'executive'] as const) {
      expect(await program.as(role).call(listWebhooks)).toMatchObject({ status: 403 })
      expect(await program.as(role).call(renewWebhookSecret, { params: { id } })).toMatchObject({ status: 403 })
    }
  })
})
