// @vitest-environment jsdom
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { someone, task } from '../testing/samples.ts'

const routes = {
  listTasks: { items: [task({ userId: someone.id })], next: null },
  listUsers: { items: [someone], next: null },
  countReassignable: { openTasks: 87, performers: 12 },
  listCurrentReassignments: { items: [], next: null },
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

it('pages stand in the address, and the way back leads through them', async () => {
  const pageOf = (number: number) =>
    task({ id: `01890a5d-ac96-774b-bcce-b302099a000${number}`, title: `Page ${number}` })
  const shown = page({
    listTasks: ({ query: { after = '1' } }: { query: Record<string, string> }) => ({
      items: [pageOf(Number(after))],
      next: after === '3' ? null : String(Number(after) + 1),
    }),
  })
  const turn = async (name: string, title: string) => {
    fireEvent.click(shown.getByRole('button', { name }))
    await shown.findByRole('rowheader', { name: title })
  }
  await shown.findByRole('rowheader', { name: 'Page 1' })
  expect(shown.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled')).toBe('true')
  await turn('Next', 'Page 2')
  expect(shown.address()).toBe('/tasks/?after=2&page=2')
  await turn('Next', 'Page 3')
  expect(shown.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled')).toBe('true')
  await turn('Previous', 'Page 2')
  await turn('Previous', 'Page 1')
  expect(shown.address()).toBe('/tasks/')
  await turn('Next', 'Page 2')
  await turn('First', 'Page 1')
  await turn('Next', 'Page 2')
  fireEvent.change(shown.getByRole('searchbox', { name: 'Search' }), { target: { value: 'x' } })
  await waitFor(() => expect(shown.address()).toBe('/tasks/?q=x'))
})

it('a page opened by a link leads on and to the first one', async () => {
  const shown = page({ listTasks: { items: [task()], next: 'more' } }, '/?after=there&page=7')
  await shown.findByText('Page 7')
  expect(shown.asked.find(({ route }) => route === 'listTasks')?.query.after).toBe('there')
  expect(shown.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(shown.getByRole('button', { name: 'First' }))
  await waitFor(() => expect(shown.address()).toBe('/tasks/'))
})
