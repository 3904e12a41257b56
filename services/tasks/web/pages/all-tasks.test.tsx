// @vitest-environment jsdom
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { run, someone, task } from '../testing/samples.ts'

const routes = {
  listTasks: { items: [task({ userId: someone.id })], next: null },
  listUsers: { items: [someone], next: null },
  countReassignable: { openTasks: 87, performers: 12 },
  listReassignments: { items: [], next: null },
  createReassignment: run({ status: 'waiting' }),
}
const page = (more: Record<string, unknown> = {}, at = '/') =>
  renderApp(pages, { me: person({ role: 'manager' }), at, routes: { ...routes, ...more } })

it('the address holds the filters, and the services are asked with them', async () => {
  const shown = page({}, `/?status=closed&userId=${someone.id}&q=feed&sort=title`)
  await shown.findByRole('rowheader', { name: 'Feed the parrot' })
  const listed = shown.asked.find(({ route }) => route === 'listTasks')
  expect(listed?.query).toEqual({ status: 'closed', userId: someone.id, q: 'feed', sort: 'title' })
  await shown.findAllByText('Gosha')
})

it('typing searches after a moment', async () => {
  const shown = page()
  fireEvent.change(await shown.findByRole('searchbox', { name: 'Search' }), { target: { value: 'parrot' } })
  await waitFor(() => expect(shown.address()).toBe('/tasks/?q=parrot'))
  await waitFor(() => expect(shown.asked.filter(({ route }) => route === 'listTasks').at(-1)?.query.q).toBe('parrot'))
})

it('reassigning all asks first, by number', async () => {
  const shown = page()
  fireEvent.click(await shown.findByRole('button', { name: 'Reassign all' }))
  const dialog = await shown.findByRole('dialog')
  expect(shown.asked.some(({ route }) => route === 'createReassignment')).toBe(false)
  fireEvent.click(within(dialog).getByRole('button', { name: 'Reassign 87 tasks to 12 performers' }))
  await shown.findByText('The reassignment is under way.')
  const asked = shown.asked.filter(({ route }) => route === 'createReassignment')
  expect(asked).toHaveLength(1)
  expect(asked[0]?.headers.get('idempotency-key')).toBeTruthy()
})

it('a reassignment under way shows its progress until it is done', async () => {
  const answers = [run(), run({ done: 200, status: 'done' })]
  let asked = 0
  const shown = page({ listReassignments: () => ({ items: [answers[Math.min(asked++, 1)]], next: null }) })
  await shown.findByText('50 of 200')
  expect(shown.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuenow')).toBe('25')
  await waitFor(() => expect(shown.queryByText('50 of 200')).toBeNull(), { timeout: 5_000 })
})

it('nothing to reassign: the button is off', async () => {
  const shown = page({ countReassignable: { openTasks: 0, performers: 12 } })
  const button = await shown.findByRole('button', { name: 'Reassign all' })
  expect((button as HTMLButtonElement).disabled).toBe(true)
})

it('the page of reassignments lists those of before', async () => {
  const items = [run({ status: 'done', done: 200, finishedAt: '2026-01-02T10:00:09.000Z' })]
  const shown = page({ listReassignments: { items, next: null } }, '/reassignments')
  await shown.findByText('200 of 200')
  await shown.findByText('Gosha')
})
