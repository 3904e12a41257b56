import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { mail, received, someone } from '../testing/samples.ts'

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'mailer',
    me: person({ role: 'admin' }),
    at: `/mails/${mail().id}`,
    ...options,
    routes: {
      getMail: mail(),
      listUsers: { items: [someone], next: null },
      ...options.routes,
    },
  })

describe('one letter', () => {
  it('shows its heads, and its HTML where no script runs', async () => {
    const page = open()
    const frame = await page.findByTitle('Your payout: $12.34')
    expect(frame.getAttribute('sandbox')).toBe('')
    expect(frame.getAttribute('srcdoc')).toBe(mail().html)
    expect(page.getByText('gosha@popug.test')).toBeTruthy()
    expect(page.getByRole('link', { name: '099a0002' }).getAttribute('href')).toBe(
      `/billing/payouts/${mail().payoutId}`,
    )
  })

  it('shows its text, and what is shown stands in the address', async () => {
    const page = open()
    fireEvent.click(await page.findByRole('tab', { name: 'Text' }))
    expect(await page.findByText('Hello, Gosha!')).toBeTruthy()
    expect(page.address()).toContain('view=text')
  })

  it('shows its source, and before it is written that it is not', async () => {
    const source = 'Message-ID: <one@popug.test>'
    const page = open({ routes: { getMailSource: { source } } })
    fireEvent.click(await page.findByRole('tab', { name: 'Source' }))
    expect(await page.findByText(source)).toBeTruthy()
    expect(page.address()).toContain('view=source')
    const early = open({
      at: `/mails/${mail().id}?view=source`,
      routes: { getMail: mail({ status: 'queued', html: '', text: '', subject: '' }), getMailSource: { source: '' } },
    })
    expect(await early.findByText(/not been written/)).toBeTruthy()
  })

  it('shows an admin what the mail catcher received', async () => {
    const page = open({
      at: `/mails/${mail().id}?view=received`,
      routes: { listCaughtLetters: { items: [received], next: null }, getCaughtLetter: received },
    })
    expect(await page.findByText(/From: Popug/)).toBeTruthy()
    expect(page.asked.find(({ route }) => route === 'listCaughtLetters')?.query).toMatchObject({ mailId: mail().id })
  })

  it('shows a performer neither that nor the button', async () => {
    const page = open({ me: person({ role: 'performer' }), at: `/mails/${mail().id}?view=received` })
    await page.findByTitle('Your payout: $12.34')
    expect(page.queryByRole('tab', { name: 'As received' })).toBeNull()
    expect(page.queryByRole('button', { name: 'Send again' })).toBeNull()
  })

  it('says why it did not go, and before it is written that it is not', async () => {
    const page = open({
      routes: {
        getMail: mail({ status: 'queued', failure: 'Auth does not answer', html: '', text: '', subject: '', to: '' }),
      },
    })
    expect(await page.findByText('Auth does not answer')).toBeTruthy()
    expect(page.getByText(/has not been written yet/)).toBeTruthy()
    expect(page.queryByRole('button', { name: 'Send again' })).toBeNull()
  })

  it('about tasks says that they are still being gathered', async () => {
    const unwritten = { html: '', text: '', subject: '', to: '', attempts: 0, sentAt: null, payoutId: null }
    const note = mail({ ...unwritten, kind: 'tasks_assigned', status: 'queued' })
    const page = open({ routes: { getMail: note } })
    expect(await page.findByText(/still being gathered/)).toBeTruthy()
    expect(page.getByText('Tasks given')).toBeTruthy()
  })

  it('that is not there is a problem', async () => {
    const page = open({ routes: { getMail: new ApiProblem({ code: 'not_found', status: 404 }) } })
    expect(await page.findByRole('alert')).toBeTruthy()
  })
})

describe('sending again', () => {
  it('asks first, then queues the letter', async () => {
    const page = open({ routes: { resendMail: mail({ status: 'queued' }) } })
    fireEvent.click(await page.findByRole('button', { name: 'Send again' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(dialog.getByText(/sent to gosha@popug.test already/)).toBeTruthy()
    expect(page.asked.some(({ route }) => route === 'resendMail')).toBe(false)
    fireEvent.click(dialog.getByRole('button', { name: 'Send one letter again' }))
    expect(await page.findByText('The letter is on its way again')).toBeTruthy()
    expect(page.asked.find(({ route }) => route === 'resendMail')?.params).toEqual({ id: mail().id })
  })

  it('tells of a refusal once', async () => {
    const page = open({ routes: { resendMail: new ApiProblem({ code: 'mail_not_resendable', status: 409 }) } })
    fireEvent.click(await page.findByRole('button', { name: 'Send again' }))
    fireEvent.click(within(await page.findByRole('dialog')).getByRole('button', { name: 'Send one letter again' }))
    await waitFor(() => expect(page.getAllByText('This letter is still on its way')).toHaveLength(1))
  })
})
