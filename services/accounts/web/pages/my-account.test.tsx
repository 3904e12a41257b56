// @vitest-environment jsdom
import { within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { day, fee, kesha, list, openAccounts, payout } from '../testing/open-accounts.ts'

const myDay = { day, feesMinor: 1_234, rewardsMinor: 3_456, earnedMinor: 2_222, paidOutMinor: 12_345, otherMinor: 0 }
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

it('shows the balance, today and the days behind', async () => {
  const page = openAccounts('performer', '/', { listMyDays: list(myDay) })
  expect((await page.findAllByText('123.45')).length).toBeGreaterThan(0)
  const today = within(await page.findByRole('region', { name: 'Today' }))
  expect(today.getByText('Earned').nextSibling?.textContent).toContain('+$22.22')
  expect(today.getByText('Fees').nextSibling?.textContent).toContain('−$12.34')
  const days = within(await page.findByRole('table', { name: 'My days' }))
  expect(days.getByRole('link').getAttribute('href')).toBe(`/accounts/days/${day}`)
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
  expect(page.asked.find(({ route }) => route === 'listIssuedPayouts')?.query).toEqual({ userId: kesha })
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
  const page = openAccounts('performer', '/')
  expect(await page.findByText(/once you are given the first task/)).toBeTruthy()
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
  const page = openAccounts('performer', '/', {}, 'ru')
  expect(await page.findByText('Баланс')).toBeTruthy()
  expect(await page.findByText(/как только вам достанется первая задача/)).toBeTruthy()
})
