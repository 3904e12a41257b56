import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { mail, someone } from '../testing/samples.ts'

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'mailer',
    me: person({ role: 'accountant' }),
    ...options,
    routes: {
      listMails: { items: [mail()], next: null },
      listUsers: { items: [someone], next: null },
      ...options.routes,
    },
  })
type Page = ReturnType<typeof open>
const lastAsked = ({ asked }: Page) => asked.filter(({ route }) => route === 'listMails').at(-1)?.query

describe('the list of letters', () => {
  it('shows an accountant whose letter it is and leads to it', async () => {
    const page = open()
    const link = await page.findByRole('link', { name: 'Your payout: $12.34' })
    expect(link.getAttribute('href')).toBe(`/mailer/mails/${mail().id}`)
    const table = within(page.getByRole('table', { name: 'Letters' }))
    expect(await table.findByText('Gosha')).toBeTruthy()
    expect(table.getByText('Sent')).toBeTruthy()
    expect(page.getByRole('combobox', { name: 'Person' })).toBeTruthy()
  })

  it('shows a performer their own, without the fields for others', async () => {
    const page = open({ me: person({ role: 'performer' }) })
    await page.findByRole('table', { name: 'My letters' })
    expect(page.queryByRole('combobox', { name: 'Person' })).toBeNull()
    expect(page.queryByRole('columnheader', { name: 'Person' })).toBeNull()
  })

  it('keeps its filters in the address', async () => {
    const page = open({ at: '/?status=failed' })
    await page.findByRole('table')
    expect(lastAsked(page)).toEqual({ status: 'failed' })
    const id = mail().payoutId!
    fireEvent.change(page.getByLabelText('Payout'), { target: { value: id } })
    await waitFor(() => expect(lastAsked(page)).toEqual({ status: 'failed', payoutId: id }))
    expect(page.address()).toBe(`/mailer/?status=failed&payoutId=${id}`)
  })

  it('is searched by part of a subject or an address, once the typing rests', async () => {
    const page = open({ at: '/?status=sent' })
    await page.findByRole('table')
    const field = page.getByRole('searchbox', { name: 'Search' })
    for (const typed of ['pay', 'payo', ' payout ']) fireEvent.change(field, { target: { value: typed } })
    await waitFor(() => expect(lastAsked(page)).toEqual({ q: 'payout', status: 'sent' }))
    expect(page.asked.filter(({ route, query }) => route === 'listMails' && 'q' in query)).toHaveLength(1)
    expect(page.address()).toContain('q=')
  })

  it('is narrowed to notes by what they are about', async () => {
    const page = open({ at: '/?kind=tasks_assigned' })
    await page.findByRole('table')
    expect(lastAsked(page)).toEqual({ kind: 'tasks_assigned' })
    const about = page.getByRole('combobox', { name: 'About' }) as HTMLInputElement
    expect(about.value).toBe('Tasks given')
  })

  it('says when a payout’s id is not whole, and asks for nothing by it', async () => {
    const page = open({ at: '/?payoutId=018' })
    expect(await page.findByText('This is not a whole id')).toBeTruthy()
    expect(lastAsked(page)).toEqual({})
  })

  it('that is empty by its filters offers all', async () => {
    const page = open({
      at: '/?status=failed',
      routes: {
        listMails: ({ query }: { query: object }) => ({ items: 'status' in query ? [] : [mail()], next: null }),
      },
    })
    fireEvent.click(await page.findByRole('button', { name: 'Show all letters' }))
    await page.findByRole('link', { name: 'Your payout: $12.34' })
    expect(page.address()).toBe('/mailer/')
  })

  it('that is empty says what will appear', async () => {
    open({ routes: { listMails: { items: [], next: null } }, language: 'ru' })
    expect(await screen.findByText(/Пока никому не писали/)).toBeTruthy()
  })
})
