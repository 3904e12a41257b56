// @vitest-environment jsdom
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { person, renderApp } from '../testing/index.tsx'

const task = {
  id: '01890a5d-ac96-774b-bcce-b302099a8051',
  key: 'POP-7',
  title: 'Feed the parrots',
  description: '',
  status: 'open',
  userId: person().id,
  authorId: person().id,
  createdAt: '2026-03-02T10:00:00.000Z',
  assignedAt: '2026-03-02T10:00:00.000Z',
  closedAt: null,
}
const Search = () => <input type="search" aria-label="Find" />
const open = async (me = person()) => {
  const page = renderApp(<Search />, { me, routes: { listTasks: { items: [task], next: null } } })
  await page.findByRole('searchbox')
  return page
}
/** A key as a keyboard with the Russian layout tells it, unless it is told otherwise. */
const press = (letter: string, more: object = {}, target: Element = document.body): boolean =>
  fireEvent.keyDown(target, { key: 'ы', code: `Key${letter}`, ...more })

it('goes to a place by two letters, whatever the layout', async () => {
  const page = await open(person({ role: 'executive' }))
  for (const letter of ['A', 'S', 'H', 'I']) {
    press('G')
    press(letter)
  }
  expect(page.leftFor).toEqual(['/accounts/', '/analytics/', '/analytics/', '/auth/profile'])
})

it('leads nowhere that the role may not go, and nowhere while somebody types', async () => {
  const page = await open()
  press('G')
  press('U')
  press('A')
  const search = page.getByRole('searchbox')
  press('G', {}, search)
  press('A', {}, search)
  expect(page.leftFor).toEqual([])
})

it('puts the cursor into the search of the page', async () => {
  const page = await open()
  expect(fireEvent.keyDown(document.body, { key: '/' })).toBe(false)
  expect(document.activeElement).toBe(page.getByRole('searchbox'))
})

it('finds pages and tasks by a few letters, and goes there', async () => {
  const page = await open()
  expect(press('K', { ctrlKey: true })).toBe(false)
  const dialog = await page.findByRole('dialog', { name: 'Go to…' })
  const options = () =>
    within(dialog)
      .queryAllByRole('option')
      .map((option) => option.textContent)
  await waitFor(() => expect(options()).toEqual(['My tasks', 'Accounts', 'Payouts', 'Mail', 'My profile']))
  press('G')
  press('A')
  expect(page.leftFor).toEqual([])
  const field = within(dialog).getByRole('textbox', { name: 'Go to…' })
  fireEvent.change(field, { target: { value: 'feed' } })
  await waitFor(() => expect(options()).toEqual(['POP-7 Feed the parrots']))
  expect(page.asked.filter(({ route }) => route === 'listTasks').map(({ query }) => query)).toEqual([
    { q: 'feed', limit: '7' },
  ])
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter' })
  expect(page.leftFor).toEqual([`/tasks/${task.id}`])
})

it('tells all of its keys', async () => {
  const page = await open()
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
  const dialog = await page.findByRole('dialog', { name: 'Keys' })
  const rows = within(dialog).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toContain('PayoutsG P')
})

it('moves through the rows of a list, to what of a row is marked or comes first', async () => {
  const List = () => (
    <table>
      <tbody>
        <tr>
          <td>
            <a href="/one">One</a>
          </td>
        </tr>
        <tr>
          <td>no goal</td>
        </tr>
        <tr>
          <td>
            <a href="/two">Two</a>
            <button type="button" data-row-goal>
              Close
            </button>
          </td>
        </tr>
      </tbody>
    </table>
  )
  const page = renderApp(<List />)
  await page.findByText('One')
  const at = (): string | null | undefined => document.activeElement?.textContent
  const seen = ['J', 'J', 'J', 'K', 'K'].map((letter) => {
    press(letter)
    return at()
  })
  expect(seen).toEqual(['One', 'Close', 'Close', 'One', 'One'])
})
