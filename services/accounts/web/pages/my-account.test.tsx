// @vitest-environment jsdom
import { fireEvent, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { day, fee, kesha, list, openAccounts, payout, statement } from '../testing/open-accounts.ts'

const payment = {
  ...payout,
  currency: 'USD',
  status: 'paid',
  attempts: 1,
  failure: null,
  cardLast4: '4242',
  paidAt: '2026-05-20T22:01:00.000Z',
}
const letter = {
  id: '01890a5d-ac96-774b-bcce-b302099a8041',
  userId: kesha,
  payoutId: payout.id,
  kind: 'payout_issued',
  to: 'kesha@popug.test',
  subject: 'Paid',
  status: 'sent',
  attempts: 1,
  failure: null,
  createdAt: '2026-05-20T22:00:00.000Z',
  sentAt: '2026-05-20T22:00:01.000Z',
}

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
  const task = { id: fee.taskId, key: 'POP-17', title: 'Feed the parrot' }
  const reward = { ...fee, id: '18', kind: 'reward', amountMinor: 3_000 }
  const yesterday = { ...fee, id: '9', day: '2026-05-19', amountMinor: -500 }
  const page = openAccounts('performer', '/?span=custom&from=2026-05-18&to=2026-05-20', {
    listTasks: list(task),
    listTransactions: ({ query }: { query: Record<string, string> }) =>
      query.after === 'more' ? list({ ...yesterday, id: '8' }) : { items: [reward, fee, yesterday], next: 'more' },
  })
  const today = await page.findByRole('region', { name: /20 May/ })
  expect(today.textContent).toContain('The day in all +$17.66')
  expect(await within(today).findAllByText('POP-17 · Feed the parrot')).toHaveLength(2)
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

it('shows what became of a payout, asking Billing and Mailer once', async () => {
  const page = openAccounts('performer', '/', {
    listIssuedPayouts: list(payout),
    listPayouts: list(payment),
    listMails: list(letter),
  })
  const table = within(await page.findByRole('table', { name: 'Payouts' }))
  expect((await table.findByRole('link', { name: 'Paid' })).getAttribute('href')).toBe(`/billing/payouts/${payout.id}`)
  expect((await table.findByRole('link', { name: 'Sent' })).getAttribute('href')).toBe(`/mailer/mails/${letter.id}`)
  expect(page.asked.find(({ route }) => route === 'listIssuedPayouts')?.query).toEqual({ userId: kesha, limit: '7' })
  expect(page.asked.find(({ route }) => route === 'listPayouts')?.query.ids).toBe(payout.id)
})

it('stays whole while Billing and Mailer do not answer', async () => {
  const page = openAccounts('performer', '/', { listIssuedPayouts: list(payout) })
  const table = within(await page.findByRole('table', { name: 'Payouts' }))
  expect(table.getAllByText('not known yet')).toHaveLength(2)
  expect(table.getByText('123.45')).toBeTruthy()
})

it('asks for a letter by itself when it is not among the latest', async () => {
  const page = openAccounts('performer', '/', {
    listIssuedPayouts: list(payout),
    listMails: ({ query }: { query: Record<string, string> }) =>
      query.payoutId === payout.id ? list(letter) : { items: [], next: 'more' },
  })
  expect(await page.findByRole('link', { name: 'Sent' })).toBeTruthy()
})

it('says what will appear on an empty page', async () => {
  const page = openAccounts('performer', '/', { listTransactions: list() })
  expect(await page.findByText(/Fees and rewards appear here/)).toBeTruthy()
  expect(await page.findByText(/what you have earned is paid to your card/)).toBeTruthy()
})

it('shows one’s own rows of a day with the tasks’ titles', async () => {
  const task = { id: fee.taskId, key: 'POP-17', title: 'Feed the parrot' }
  const page = openAccounts('performer', `/days/${day}`, { listTasks: list(task) })
  expect(await page.findByText('POP-17 · Feed the parrot')).toBeTruthy()
  expect(page.getByText('Fee of an assignment')).toBeTruthy()
  expect(page.asked.find(({ route }) => route === 'listTransactions')?.query).toEqual({ userId: kesha, day })
  expect(page.asked.some(({ route }) => route === 'getDay')).toBe(false)
  expect(page.queryByRole('button', { name: 'Close the day' })).toBeNull()
})

it('speaks Russian', async () => {
  const page = openAccounts('performer', '/', { listTransactions: list() }, 'ru')
  expect(await page.findByText('Баланс')).toBeTruthy()
  expect(await page.findByText(/Списания и награды появятся здесь/)).toBeTruthy()
})
