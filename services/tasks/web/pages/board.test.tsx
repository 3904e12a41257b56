// @vitest-environment jsdom
import type { BoardLane } from '@popug/contracts/board.ts'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, someone, task } from '../testing/samples.ts'

const { id, key, title, assignedAt } = task()
const lane = (change: Partial<BoardLane> = {}): BoardLane => ({
  userId: someone.id,
  name: 'Gosha',
  performs: true,
  openTasks: 333,
  tasks: [{ id, key, title, assignedAt }],
  ...change,
})
const free = lane({ userId: '01890a5d-ac96-774b-bcce-b302099a8100', name: 'Ara', openTasks: 0, tasks: [] })
const left = lane({ userId: '01890a5d-ac96-774b-bcce-b302099a8101', name: 'Rio', openTasks: 1, performs: false })
const page = (items: BoardLane[], at = '/board', language: 'en' | 'ru' = 'en') =>
  renderApp(pages, {
    me: person({ role: 'manager' }),
    at,
    language,
    routes: { listBoard: { items, next: null }, getMyAccount: account, listUsers: { items: [someone], next: null } },
  })

it('has a lane for everyone: their tasks, how many there are, and all of them a press away', async () => {
  const shown = page([lane(), free, left])
  const gosha = within((await shown.findByRole('heading', { name: 'Gosha' })).closest('li') as HTMLElement)
  gosha.getByText('333 open tasks')
  expect(gosha.getByRole('link', { name: 'POP-1 Feed the parrot' }).getAttribute('href')).toBe(`/tasks/${id}`)
  const all = `/tasks/all?userId=${someone.id}&status=open`
  expect(gosha.getByRole('link', { name: 'and 332 more' }).getAttribute('href')).toBe(all)
  const ara = (await shown.findByRole('heading', { name: 'Ara' })).closest('li')
  expect(ara?.textContent).toContain('Nothing to do')
  const rio = (await shown.findByRole('heading', { name: 'Rio' })).closest('li')
  expect(rio?.textContent).toContain('No longer a performer')
})

it('is searched and filtered in the address', async () => {
  const shown = page([lane()])
  await shown.findByRole('heading', { name: 'Gosha' })
  fireEvent.change(shown.getByRole('searchbox', { name: 'Search' }), { target: { value: 'gos' } })
  await waitFor(() => expect(shown.address()).toBe('/tasks/board?q=gos'))
  fireEvent.click(shown.getByRole('radio', { name: 'With tasks' }))
  await waitFor(() => expect(shown.address()).toBe('/tasks/board?q=gos&holding=some'))
  const last = () => shown.asked.filter(({ route }) => route === 'listBoard').at(-1)?.query
  await waitFor(() => expect(last()).toEqual({ q: 'gos', holding: 'some', limit: '30' }))
})

it('is gone through by J and K', async () => {
  const shown = page([lane(), free])
  await shown.findByRole('heading', { name: 'Ara' })
  fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' })
  fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' })
  expect(document.activeElement?.textContent).toBe('Ara')
})

it('says what will stand there, and when nobody fits, in Russian too', async () => {
  await page([]).findByText('No performers yet. Whoever is registered as one gets a lane here.')
  await page([], '/board?q=x', 'ru').findByText('Под такие условия никто не подходит.')
})
