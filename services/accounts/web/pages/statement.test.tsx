// @vitest-environment jsdom
import type { Statement } from '@popug/contracts/statements.ts'
import { ApiProblem } from '@popug/ui-kit'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { account, day, kesha, openAccounts } from '../testing/open-accounts.ts'

const sums = { feesMinor: 1_234, rewardsMinor: 3_456, paidOutMinor: 500, otherMinor: 0 }
const statement: Statement = {
  userId: kesha,
  from: '2026-05-01',
  to: day,
  currency: 'USD',
  openingMinor: -1_000,
  ...sums,
  closingMinor: 722,
  days: [{ day, ...sums, earnedMinor: 2_222, balanceMinor: 722 }],
}
const at = `/people/${kesha}/statement`

it('is of the month that runs, and shows what it opened and closed with', async () => {
  const page = openAccounts('performer', at, { getStatement: statement })
  const days = within(await page.findByRole('table', { name: 'Days of the period' }))
  expect(days.getByRole('link').getAttribute('href')).toBe(`/accounts/days/${day}`)
  expect(page.getByText('Opening balance').nextSibling?.textContent).toContain('−$10.00')
  expect(page.getByText('Closing balance').nextSibling?.textContent).toContain('$7.22')
  const [asked] = page.asked.filter(({ route }) => route === 'getStatement')
  expect(asked).toMatchObject({ params: { userId: kesha }, query: { from: '2026-05-01', to: account.today.day } })
})

it('is of the period that the address names', async () => {
  const page = openAccounts('accountant', `${at}?from=2026-02-01&to=2026-02-28`, {
    getStatement: { ...statement, days: [] },
  })
  await page.findByText('Nothing was posted in this period.')
  expect(page.asked.find(({ route }) => route === 'getStatement')?.query).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
  })
})

it('says what is wrong with a period, and stays', async () => {
  const page = openAccounts('accountant', `${at}?from=2024-01-01&to=2026-02-28`, {
    getStatement: new ApiProblem({ code: 'invalid', status: 400, detail: 'is more than 366 days after the first' }),
  })
  expect((await page.findByRole('alert')).textContent).toContain('Something in the request is not right')
  expect(await page.findByLabelText('From')).toBeTruthy()
})

it('is printed', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
  const page = openAccounts('performer', at, { getStatement: statement })
  fireEvent.click(await page.findByRole('button', { name: 'Print' }))
  await waitFor(() => expect(print).toHaveBeenCalledOnce())
  print.mockRestore()
})

it('is a link away from one’s own account, in Russian too', async () => {
  const page = openAccounts('performer', '/', {}, { language: 'ru' })
  expect((await page.findByRole('link', { name: 'Выписка' })).getAttribute('href')).toBe(`/accounts${at}`)
})
