// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, run, someone, task } from '../testing/samples.ts'

const me = person()
const none = { listCurrentReassignments: { items: [], next: null } }
const page = (routes: Record<string, unknown>, more: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    me,
    routes: { listTasks: { items: [task()], next: null }, getMyAccount: account, ...none, ...routes },
    ...more,
  })

describe('my tasks', () => {
  it('are my open ones, and closing one tells the reward', async () => {
    const costs = { items: [{ taskId: task().id, feeMinor: 1234, rewardMinor: 3120 }], next: null }
    const shown = page({ closeTask: task({ status: 'closed' }), listTaskCosts: costs })
    fireEvent.click(await shown.findByRole('button', { name: 'Close “Feed the parrot”' }))
    await shown.findByText('Closed. +$31.20 on your account')
    const [listed] = shown.asked.filter(({ route }) => route === 'listTasks')
    expect(listed?.query).toEqual({ userId: me.id, status: 'open', sort: '-assignedAt' })
    expect(shown.asked.find(({ route }) => route === 'closeTask')?.params).toEqual({ id: task().id })
    // The list is asked for again.
    await waitFor(() => expect(shown.asked.filter(({ route }) => route === 'listTasks').length).toBeGreaterThan(1))
  })

  it('are closed as well where Accounts does not answer', async () => {
    const shown = page({ closeTask: task({ status: 'closed' }) })
    fireEvent.click(await shown.findByRole('button', { name: 'Close “Feed the parrot”' }))
    await shown.findByText('Closed.')
  })

  it('are closed one after the other by keyboard: the next one has the focus', async () => {
    const other = task({ id: '01890a5d-ac96-774b-bcce-b302099a0002', title: 'Sing' })
    let open = [task(), other]
    const shown = page({
      listTasks: () => ({ items: open, next: null }),
      closeTask: ({ params }: { params: Record<string, string> }) => {
        const [closed] = open.filter(({ id }) => id === params.id)
        open = open.filter((one) => one !== closed)
        return { ...closed, status: 'closed' }
      },
    })
    await shown.findByRole('button', { name: 'Close “Sing”' })
    fireEvent.keyDown(document.body, { key: 'о', code: 'KeyJ' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Close “Feed the parrot”')
    fireEvent.click(document.activeElement as Element)
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Close “Sing”'))
    await waitFor(() => expect(shown.queryByRole('button', { name: 'Close “Feed the parrot”' })).toBeNull())
    fireEvent.click(document.activeElement as Element)
    await waitFor(() => expect(document.activeElement?.id).toBe('content'))
    await shown.findByText('Nothing to do right now. The next task comes by itself.')
  })

  it('tell of a reassignment of all how far it is, and at its end who asked for it, and are asked for anew', async () => {
    const ended = run({ done: 200, status: 'done', finishedAt: '2026-01-02T10:00:09.000Z' })
    const answers = [run({ done: 70 }), ended]
    let asked = 0
    const shown = page({
      listCurrentReassignments: () => ({ items: [answers[Math.min(asked++, 1)]], next: null }),
      listUsers: { items: [someone], next: null },
    })
    const underWay = within(await shown.findByRole('region', { name: 'Reassignments under way' }))
    underWay.getByText('Reassignment of all open tasks')
    underWay.getByText('70 of 200')
    await underWay.findByText('Gosha')
    const lists = () => shown.asked.filter(({ route }) => route === 'listTasks').length
    const before = lists()
    await shown.findByRole('note', {}, { timeout: 10_000 })
    expect(shown.getByRole('note').textContent).toMatch(/^Done: 200 tasks reassigned in 9.seconds, by Gosha/)
    await waitFor(() => expect(lists()).toBeGreaterThan(before))
    // What it cost is for managers, and so are those of before.
    const routes = new Set(shown.asked.map(({ route }) => route))
    expect([...routes].filter((name) => ['getReassignmentFees', 'listReassignments'].includes(name))).toEqual([])
  })

  it('say why closing was refused', async () => {
    const shown = page({ closeTask: new ApiProblem({ code: 'task_already_closed', status: 409 }) })
    fireEvent.click(await shown.findByRole('button', { name: 'Close “Feed the parrot”' }))
    await shown.findByText('The task is already closed')
  })

  it('have the closed ones behind a switch, in the address', async () => {
    const shown = page({})
    fireEvent.click(await shown.findByRole('radio', { name: 'Closed' }))
    await waitFor(() => expect(shown.address()).toBe('/tasks/?status=closed'))
    await waitFor(() => expect(shown.asked.at(-1)?.query).toMatchObject({ status: 'closed' }))
    await waitFor(() => expect(shown.queryByRole('button', { name: 'Close “Feed the parrot”' })).toBeNull())
  })

  it('show an empty page in Russian', async () => {
    const shown = page({ listTasks: { items: [], next: null } }, { language: 'ru' })
    await shown.findByText('Сейчас делать нечего. Следующая задача прилетит сама.')
  })

  it('do not offer what is for managers', async () => {
    const shown = page({}, { at: '/all' })
    const links = within(await shown.findByRole('navigation', { name: 'Sections of Tasks' })).getAllByRole('link')
    expect(links.map(({ textContent }) => textContent)).toEqual(['My tasks', 'All tasks', 'Board'])
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page', null])
    expect(shown.queryByRole('button', { name: 'Reassign all' })).toBeNull()
  })
})
