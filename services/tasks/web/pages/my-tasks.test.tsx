// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, someone, task } from '../testing/samples.ts'

const me = person()
const page = (routes: Record<string, unknown>, more: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    me,
    routes: { listTasks: { items: [task()], next: null }, getMyAccount: account, ...routes },
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
    expect(links.map(({ textContent }) => textContent)).toEqual(['My tasks', 'All tasks'])
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page'])
    expect(shown.queryByRole('button', { name: 'Reassign all' })).toBeNull()
  })
})

describe('a new task', () => {
  const open = async (routes: Record<string, unknown>) => {
    const shown = page(routes)
    fireEvent.click(await shown.findByRole('button', { name: 'New task' }))
    await shown.findByRole('dialog')
    return shown
  }
  const fill = (shown: Awaited<ReturnType<typeof open>>, title: string, key = '') => {
    const dialog = within(shown.getByRole('dialog'))
    fireEvent.change(dialog.getByLabelText(/^Title/), { target: { value: title } })
    fireEvent.change(dialog.getByLabelText('Key'), { target: { value: key } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create and assign' }))
  }

  it('is created, and tells whose it became', async () => {
    const shown = await open({ createTask: task({ key: 'POP-7', userId: someone.id }), getUser: someone })
    fill(shown, ' Sing ', 'POP-7')
    await shown.findByText('POP-7 is created. It goes to Gosha.')
    expect(shown.asked.find(({ route }) => route === 'createTask')?.body).toEqual({ title: 'Sing', key: 'POP-7' })
    await waitFor(() => expect(shown.queryByRole('dialog')).toBeNull())
  })

  it.each([
    ['', '', 'A task needs a title'],
    ['[POP-1] Sing', '', 'No square brackets: the key has its own field'],
    ['x'.repeat(201), '', 'At most 200 characters'],
    ['Sing', 'a b', 'Letters, digits and . _ / - only, beginning with a letter or digit'],
  ])('with title "%s" and key "%s" is not sent', async (title, key, words) => {
    const shown = await open({})
    fill(shown, title, key)
    await shown.findByText(words)
    expect(shown.asked.some(({ route }) => route === 'createTask')).toBe(false)
  })

  it('stays in its dialog when it is refused', async () => {
    const shown = await open({ createTask: new ApiProblem({ code: 'no_performers', status: 409 }) })
    fill(shown, 'Sing')
    await shown.findByText('There is no active performer to give the task to')
    expect((shown.getByLabelText(/^Title/) as HTMLInputElement).value).toBe('Sing')
  })
})
