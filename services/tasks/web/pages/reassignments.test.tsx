// @vitest-environment jsdom
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, run, someone, task } from '../testing/samples.ts'

const routes = {
  listTasks: { items: [task({ userId: someone.id })], next: null },
  listUsers: { items: [someone], next: null },
  getMyAccount: account,
  countReassignable: { openTasks: 87, performers: 12 },
  getReassignmentFees: { openTasks: 87, feesMinor: 120_000, estimatedFrom: null },
  listCurrentReassignments: { items: [], next: null },
  createReassignment: run({ status: 'waiting' }),
}
const page = (more: Record<string, unknown> = {}, at = '/') =>
  renderApp(pages, { me: person({ role: 'manager' }), at, routes: { ...routes, ...more } })
const asking = async (more: Record<string, unknown> = {}) => {
  const shown = page(more)
  fireEvent.click(await shown.findByRole('button', { name: 'Reassign all' }))
  return { shown, dialog: within(await shown.findByRole('dialog')) }
}

it('reassigning all asks first, by number and with what it costs', async () => {
  const { shown, dialog } = await asking()
  const fact = (name: string) => dialog.getByText(name).nextElementSibling?.textContent
  await waitFor(() => expect(fact('Fees in all')).toBe('−$1,200.00'))
  expect(fact('For each performer, on average')).toBe('−$100.00')
  expect(fact('Open tasks')).toBe('87')
  expect(shown.asked.some(({ route }) => route === 'createReassignment')).toBe(false)
  fireEvent.click(dialog.getByRole('button', { name: 'Reassign 87 tasks to 12 performers' }))
  await shown.findByText('The reassignment is under way.')
  const asked = shown.asked.filter(({ route }) => route === 'createReassignment')
  expect(asked).toHaveLength(1)
  expect(asked[0]?.headers.get('idempotency-key')).toBeTruthy()
})

it('of very many tasks it says about how much, and from how many of them', async () => {
  const { dialog } = await asking({
    countReassignable: { openTasks: 1_000_000, performers: 300 },
    getReassignmentFees: { openTasks: 1_000_000, feesMinor: 1_523_456_789, estimatedFrom: 39_904 },
  })
  const fact = (name: string) => dialog.getByText(name).nextElementSibling?.textContent
  await waitFor(() =>
    expect(fact('Fees in all')).toBe('about −$15,200,000.00estimated from 39,904 tasks picked at random'),
  )
  expect(fact('For each performer, on average')).toBe('about −$50,800.00')
})

it('what it costs is not known yet where Accounts is silent, and that holds nobody up', async () => {
  const { dialog } = await asking({ getReassignmentFees: { openTasks: 0, feesMinor: null, estimatedFrom: null } })
  await waitFor(() => expect(dialog.getByText('Fees in all').nextElementSibling?.textContent).toBe('not known yet'))
  const confirm = dialog.getByRole('button', { name: 'Reassign 87 tasks to 12 performers' })
  expect((confirm as HTMLButtonElement).disabled).toBe(false)
})

it('one under way shows its progress, is told aloud by quarters, and says at its end what it came to', async () => {
  const finishedAt = '2026-01-02T10:00:09.000Z'
  const answers = [run({ done: 70 }), run({ done: 70 }), run({ done: 200, status: 'done', finishedAt })]
  let asked = 0
  const shown = page({ listCurrentReassignments: () => ({ items: [answers[Math.min(asked++, 2)]], next: null }) })
  await shown.findByText('70 of 200')
  expect(shown.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuenow')).toBe('35')
  expect(shown.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
    'Reassignment under way, 25% done',
  )
  const told = /^Done: 200 tasks reassigned in 9.seconds,/
  await waitFor(
    () => expect(shown.getAllByRole('status').some(({ textContent }) => told.test(textContent ?? ''))).toBe(true),
    { timeout: 10_000 },
  )
  expect(shown.queryByText('70 of 200')).toBeNull()
  const lists = () => shown.asked.filter(({ route }) => route === 'listTasks').length
  await waitFor(() => expect(lists()).toBeGreaterThan(1))
  const main = within(shown.getByRole('main'))
  fireEvent.click(main.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(main.queryByRole('button', { name: 'Close' })).toBeNull())
})

it('what had ended before is no news', async () => {
  const shown = page({ listCurrentReassignments: { items: [run({ status: 'done', done: 200 })], next: null } })
  await shown.findByRole('rowheader', { name: 'Feed the parrot' })
  await waitFor(() => expect(shown.asked.some(({ route }) => route === 'listCurrentReassignments')).toBe(true))
  expect(shown.queryByText(/tasks reassigned/)).toBeNull()
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
