// @vitest-environment jsdom
import { saying } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { day, fee, kesha, list, openAccounts, payout, statement } from '../testing/open-accounts.ts'

const sums = { feesMinor: 1_234, rewardsMinor: 3_456, paidOutMinor: 12_345, otherMinor: 0 }
const statements = ({ query }: { query: Record<string, string> }) =>
  query.to === day
    ? statement({ ...sums, days: [{ day, ...sums, earnedMinor: 2_222, balanceMinor: 722 }] })
    : statement({ rewardsMinor: 1_000, paidOutMinor: 12_345 })

it('shows the balance, and what today came to', async () => {
  const page = openAccounts('performer', '/')
  expect((await page.findAllByText('123.45')).length).toBeGreaterThan(0)
  const today = within(await page.findByRole('region', { name: 'Today' }))
  expect(today.getByText('Earned').nextSibling?.textContent).toContain('+$22.22')
  expect(today.getByText('Fees').nextSibling?.textContent).toContain('−$12.34')
})

it('shows the week in sums and by day, against the week before', async () => {
  const user = userEvent.setup()
  const page = openAccounts('performer', '/', { getStatement: statements })
  const figure = async (name: string) => (await page.findByRole('region', { name })).textContent
  await waitFor(async () =>
    expect(await figure('Earned in these days')).toMatch(/\+\$22\.22↑ up \$12\.22The period before: \+\$10\.00$/),
  )
  expect(await figure('Paid out in these days')).toMatch(/\$123\.45no changeThe period before: \$123\.45$/)
  expect(page.asked.filter(({ route }) => route === 'getStatement').map(({ query }) => query)).toEqual([
    { from: '2026-05-14', to: day },
    { from: '2026-05-07', to: '2026-05-13' },
  ])
  const chart = within(page.getByRole('region', { name: 'Earned by day' }))
  await user.click(chart.getByRole('radio', { name: 'Table' }))
  const rows = within(await chart.findByRole('table')).getAllByRole('row')
  expect(rows).toHaveLength(8)
  expect(rows[1]?.textContent).toMatch(/20 May.*\+\$22\.22\$0\.00$/)
})

it('tells one’s rows day by day with the tasks’ titles, and what each day changed', async () => {
  const widgets = [saying('tasks', 'accounts/task/v1', ({ taskId }) => `the title of ${taskId}`)]
  const reward = { ...fee, id: '18', kind: 'reward', amountMinor: 3_000 }
  const yesterday = { ...fee, id: '9', day: '2026-05-19', amountMinor: -500 }
  const page = openAccounts(
    'performer',
    '/?span=custom&from=2026-05-18&to=2026-05-20',
    {
      listTransactions: ({ query }: { query: Record<string, string> }) =>
        query.after === 'more' ? list({ ...yesterday, id: '8' }) : { items: [reward, fee, yesterday], next: 'more' },
    },
    { widgets },
  )
  const today = await page.findByRole('region', { name: /20 May/ })
  expect(today.textContent).toContain('The day in all +$17.66')
  await waitFor(() => expect(within(today).getAllByText(`the title of ${fee.taskId}`)).toHaveLength(2))
  expect(
    within(today)
      .getByRole('link', { name: /20 May/ })
      .getAttribute('href'),
  ).toBe(`/accounts/days/${day}`)
  expect(page.asked.find(({ route }) => route === 'listTransactions')?.query).toEqual({
    userId: kesha,
    from: '2026-05-18',
    to: day,
  })
  // The last day on the page may go on with the next one: its sum waits.
  const before = page.getByRole('region', { name: /19 May/ })
  expect(before.textContent).not.toContain('The day in all')
  fireEvent.click(page.getByRole('button', { name: 'Show more' }))
  await waitFor(() => expect(before.textContent).toContain('The day in all −$10.00'))
})

it('leaves a place beside each payout for those who know what became of it', async () => {
  const widgets = [saying('billing', 'accounts/payout/v1', (of) => `${of.payoutId} of ${of.userId} is paid`)]
  const page = openAccounts('performer', '/', { listIssuedPayouts: list(payout) }, { widgets })
  const table = within(await page.findByRole('table', { name: 'Payouts' }))
  await table.findByText(`${payout.id} of ${kesha} is paid`)
  expect(page.asked.find(({ route }) => route === 'listIssuedPayouts')?.query).toEqual({ userId: kesha, limit: '7' })
})

it('stays whole where nobody knows', async () => {
  const page = openAccounts('performer', '/', { listIssuedPayouts: list(payout) })
  const table = within(await page.findByRole('table', { name: 'Payouts' }))
  expect(await table.findByText('123.45')).toBeTruthy()
  expect(page.asked.some(({ route }) => route === 'listPayouts' || route === 'listMails')).toBe(false)
})

it('says what will appear on an empty page', async () => {
  const page = openAccounts('performer', '/', { listTransactions: list() })
  expect(await page.findByText(/Fees and rewards appear here/)).toBeTruthy()
  expect(await page.findByText(/what you have earned is paid to your card/)).toBeTruthy()
})

it('shows one’s own rows of a day with the tasks’ titles', async () => {
  const widgets = [saying('tasks', 'accounts/task/v1', ({ taskId }) => `the title of ${taskId}`)]
  const page = openAccounts('performer', `/days/${day}`, {}, { widgets })
  expect(await page.findByText(`the title of ${fee.taskId}`)).toBeTruthy()
  expect(page.getByText('Fee of an assignment')).toBeTruthy()
  expect(page.asked.find(({ route }) => route === 'listTransactions')?.query).toEqual({ userId: kesha, day })
  expect(page.asked.some(({ route }) => route === 'getDay')).toBe(false)
  expect(page.queryByRole('button', { name: 'Close the day' })).toBeNull()
})

it('speaks Russian', async () => {
  const page = openAccounts('performer', '/', { listTransactions: list() }, { language: 'ru' })
  expect(await page.findByText('Баланс')).toBeTruthy()
  expect(await page.findByText(/Списания и награды появятся здесь/)).toBeTruthy()
})
