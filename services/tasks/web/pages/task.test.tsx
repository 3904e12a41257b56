// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp, saying } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, someone, task } from '../testing/samples.ts'

const me = person({ role: 'manager' })
const one = task({ description: 'Twice a day', userId: someone.id })
const routes = {
  getTask: one,
  listUsers: { items: [someone], next: null },
  getMyAccount: account,
  getTaskHistory: {
    items: [
      { type: 'task.assigned', userId: me.id, actorId: someone.id, at: one.createdAt },
      { type: 'task.assigned', userId: someone.id, actorId: me.id, at: '2026-01-04T14:00:00.000Z' },
    ],
  },
}
const page = (more: Record<string, unknown> = {}, who = me) =>
  renderApp(pages, { me: who, at: `/${one.id}`, routes: { ...routes, ...more } })

it('a task shows its text, its history, and what others know of it', async () => {
  const widgets = [saying('accounts', 'tasks/task/v1', ({ taskId }) => `the costs of ${taskId}`)]
  const shown = renderApp(pages, { me, at: `/${one.id}`, routes, widgets })
  await shown.findByText('Twice a day')
  const history = await shown.findByRole('region', { name: 'History' })
  await within(history).findByText('Reassigned')
  expect(
    within(history)
      .getAllByText(/^(Assigned|Reassigned)$/)
      .map(({ textContent }) => textContent),
  ).toEqual(['Assigned', 'Reassigned'])
  within(history).getByText(/^Had it for 2.days 4.hours$/)
  within(history).getByText(/^Has had it for /)
  await shown.findByText(`the costs of ${one.id}`)
})

it('a manager gives it to a random performer', async () => {
  const shown = page({ reassignTask: one })
  fireEvent.click(await shown.findByRole('button', { name: 'Reassign' }))
  const dialog = await shown.findByRole('dialog')
  fireEvent.click(within(dialog).getByRole('button', { name: 'Reassign' }))
  await shown.findByText('Reassigned.')
  expect(shown.asked.find(({ route }) => route === 'reassignTask')).toMatchObject({ params: { id: one.id }, body: {} })
})

it('a manager gives it to a performer of choice, and not to nobody', async () => {
  const shown = page({ reassignTask: one })
  fireEvent.click(await shown.findByRole('button', { name: 'Reassign' }))
  const dialog = within(await shown.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('radio', { name: 'A performer of your choice' }))
  const confirm = dialog.getByRole('button', { name: 'Reassign' }) as HTMLButtonElement
  expect(confirm.disabled).toBe(true)
  fireEvent.click(dialog.getByRole('combobox', { name: 'Performer' }))
  fireEvent.click(await shown.findByRole('option', { name: 'Gosha', hidden: true }))
  await waitFor(() => expect(confirm.disabled).toBe(false))
  fireEvent.click(confirm)
  await shown.findByText('Reassigned.')
  expect(shown.asked.find(({ route }) => route === 'reassignTask')?.body).toEqual({ userId: someone.id })
})

it.each([
  ['its performer', person({ id: someone.id }), ['Close']],
  ['another performer', person(), []],
  ['a manager', me, ['Reassign']],
])('%s may do what is theirs', async (_who, who, names) => {
  const shown = page({}, who)
  await shown.findByText('Twice a day')
  const found = ['Close', 'Reassign'].filter(
    (name) => within(shown.getByRole('banner')).queryByRole('button', { name }) !== null,
  )
  expect(found).toEqual(names)
})

it('a closed task offers nothing more', async () => {
  const shown = page({ getTask: { ...one, status: 'closed', closedAt: one.createdAt } })
  await shown.findByText('Twice a day')
  expect(shown.queryByRole('button', { name: 'Reassign' })).toBeNull()
})

it('a task that is not there says so', async () => {
  const shown = page({ getTask: new ApiProblem({ code: 'not_found', status: 404 }) })
  await shown.findByText('There is no such thing')
})
