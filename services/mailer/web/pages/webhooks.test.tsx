import type { Webhook, WebhookDelivery } from '@popug/contracts/webhooks.ts'
import { type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'

const webhook = (change: Partial<Webhook> = {}): Webhook => ({
  id: '01890a5d-ac96-774b-bcce-b302099a0101',
  url: 'https://books.example/hook',
  description: 'Books',
  events: ['task.closed.v1'],
  status: 'active',
  reason: null,
  failingSince: null,
  createdAt: '2026-01-02T10:00:00.000Z',
  ...change,
})
const delivery = (change: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: '01890a5d-ac96-774b-bcce-b302099a0201',
  webhookId: webhook().id,
  eventId: '01890a5d-ac96-774b-bcce-b302099a0301',
  type: 'task.closed.v1',
  status: 'failed',
  attempts: 16,
  answer: 500,
  failure: '500',
  milliseconds: 12,
  createdAt: '2026-01-02T10:00:00.000Z',
  nextAttemptAt: null,
  sentAt: null,
  body: '{"type":"task.closed.v1","data":{"taskId":"one"}}',
  ...change,
})
const open = (
  routes: FakeRoutes,
  at = '/webhooks',
  role: 'admin' | 'accountant' = 'admin',
  language: 'en' | 'ru' = 'en',
) => renderApp(pages, { service: 'mailer', me: person({ role }), at, language, routes })
const asked = (page: ReturnType<typeof open>, route: string) => page.asked.filter((request) => request.route === route)

describe('the webhooks', () => {
  it('tell how each stands, in words', async () => {
    const items = [
      webhook(),
      webhook({ id: '01890a5d-ac96-774b-bcce-b302099a0102', failingSince: '2026-01-02T10:00:00.000Z' }),
      webhook({ id: '01890a5d-ac96-774b-bcce-b302099a0103', status: 'disabled', reason: 'failing' }),
    ]
    const page = open({ listWebhooks: { items, next: null } })
    await page.findByText('Works')
    expect(page.getByText('Fails')).toBeTruthy()
    expect(page.getByText('Off: failed for too long')).toBeTruthy()
    expect(page.getAllByText('Closed tasks')).toHaveLength(3)
  })

  it('are made with an address and events, and the secret is shown once', async () => {
    const page = open({ listWebhooks: { items: [], next: null }, createWebhook: { ...webhook(), secret: 'whsec_x' } })
    await page.findByText('No program is told of anything.')
    fireEvent.click(page.getByRole('button', { name: 'New webhook' }))
    fireEvent.change(await page.findByLabelText(/^Address/), { target: { value: 'https://books.example/hook' } })
    fireEvent.click(page.getByLabelText('Paid payouts'))
    fireEvent.click(page.getByRole('button', { name: 'Make the webhook' }))
    expect(((await page.findByLabelText('Its secret')) as HTMLInputElement).value).toBe('whsec_x')
    expect(asked(page, 'createWebhook')[0]?.body).toEqual({
      url: 'https://books.example/hook',
      description: '',
      events: ['task.closed.v1'],
    })
  })

  it('are for admins alone', async () => {
    const page = open({ listWebhooks: { items: [], next: null } }, '/webhooks', 'accountant')
    await waitFor(() => expect(page.queryByText('No program is told of anything.')).toBeNull())
    expect(asked(page, 'listWebhooks')).toEqual([])
  })
})

describe('one webhook', () => {
  const at = `/webhooks/${webhook().id}`
  const routes = { getWebhook: webhook(), listWebhookDeliveries: { items: [delivery()], next: null } }

  it('shows its log, what each message said, and sends one again', async () => {
    const page = open({ ...routes, resendWebhookDelivery: delivery({ status: 'queued' }) }, at)
    const log = within(await page.findByRole('table', { name: 'What was sent' }))
    fireEvent.click(log.getByRole('button', { name: 'Closed tasks' }))
    expect(await page.findByText(/"taskId": "one"/)).toBeTruthy()
    fireEvent.click(log.getByRole('button', { name: 'Send again' }))
    await page.findByText('It is on its way again')
    expect(asked(page, 'resendWebhookDelivery')[0]?.params).toEqual({ id: delivery().id })
  })

  it('is switched off after asking, and its secret is renewed', async () => {
    const renewed = { ...webhook(), secret: 'whsec_new' }
    const page = open({ ...routes, changeWebhook: webhook({ status: 'disabled' }), renewWebhookSecret: renewed }, at)
    fireEvent.click(await page.findByRole('button', { name: 'Switch off' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(asked(page, 'changeWebhook')).toEqual([])
    fireEvent.click(dialog.getByRole('button', { name: 'Switch off' }))
    await waitFor(() => expect(asked(page, 'changeWebhook')[0]?.body).toEqual({ status: 'disabled' }))
    fireEvent.click(page.getByRole('button', { name: 'Renew the secret' }))
    const question = within(await page.findByRole('dialog', { name: 'Renew the secret?' }))
    fireEvent.click(question.getByRole('button', { name: 'Renew the secret' }))
    expect(((await page.findByLabelText('Its secret')) as HTMLInputElement).value).toBe('whsec_new')
  })

  it('that was switched off is switched on again, in Russian too', async () => {
    const off = webhook({ status: 'disabled', reason: 'gone' })
    const page = open({ ...routes, getWebhook: off, changeWebhook: webhook() }, at, 'admin', 'ru')
    await page.findByText('Выключен: говорит, что его больше нет')
    fireEvent.click(page.getByRole('button', { name: 'Включить' }))
    await waitFor(() => expect(asked(page, 'changeWebhook')[0]?.body).toEqual({ status: 'active' }))
  })
})
