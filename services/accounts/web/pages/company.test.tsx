// @vitest-environment jsdom
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { day, gosha, kesha, list, openAccounts, totals } from '../testing/open-accounts.ts'

const balance = (userId: string, balanceMinor: number) => ({ userId, balanceMinor, currency: 'USD' })
const _line = (userId: string, amountMinor: number, outcome = 'payout') => ({ userId, amountMinor, outcome })
const _holders = (known: Record<string, boolean>) =>
  list(...Object.entries(known).map(([userId, hasCard]) => ({ userId, hasCard })))
const _closed = { ...totals, status: 'closed', payouts: 2, paidOutMinor: 20_000, closedAt: '2026-05-20T22:00:00.000Z' }

describe('the company by days', () => {
  const days = [
    totals,
    { ...totals, day: '2026-05-19', profitMinor: 4_000, losers: 1, status: 'closed' },
    { ...totals, day: '2026-05-13', profitMinor: -700, losers: 0, status: 'closed' },
  ]
  const open = (role: Role, at = '/', routes: Record<string, unknown> = {}) =>
    openAccounts(role, at, {
      listDays: ({ query }: { query: Record<string, string> }) =>
        list(...days.filter((one) => one.day >= (query.from ?? '') && one.day <= (query.to ?? '9'))),
      ...routes,
    })

  it.each<Role>(['accountant', 'executive', 'admin'])('shows a %s profit, losers and who owes most', async (role) => {
    const page = open(role, '/', {
      listAccounts: list(balance(gosha, -4_000)),
      listLosers: list({ userId: kesha, feesMinor: 3_000, rewardsMinor: 1_000, earnedMinor: -2_000 }),
    })
    const table = within(await page.findByRole('table', { name: 'Days' }))
    expect(table.getByRole('row', { name: /20 May/ }).textContent).toContain('+$25.00')
    expect(table.getAllByRole('row')).toHaveLength(3)
    const debtors = within(await page.findByRole('table', { name: 'Who owes most' }))
    expect((await debtors.findByRole('link', { name: 'Gosha' })).getAttribute('href')).toBe(`/accounts/people/${gosha}`)
    expect(debtors.getByText(/40\.00/).textContent).toBe('−$40.00')
    expect(page.asked.find(({ route }) => route === 'listAccounts')?.query).toEqual({ negative: 'true', limit: '5' })
    const losers = within(await page.findByRole('table', { name: 'Who lost in these days' }))
    expect(losers.getByRole('row', { name: /Kesha/ }).textContent).toContain('−$20.00')
    expect(page.asked.find(({ route }) => route === 'listLosers')?.query).toEqual({
      from: '2026-05-14',
      to: day,
      limit: '5',
    })
    await waitFor(() => expect(page.queryByRole('link', { name: 'Close a day…' }) !== null).toBe(role !== 'executive'))
  })

  it('sets today against yesterday, and the range against the one before', async () => {
    const page = open('executive')
    const figure = async (name: string) => (await page.findByRole('region', { name })).textContent
    await waitFor(async () =>
      expect(await figure('Profit today')).toBe('Profit today+$25.00↓ down $15.00The day before: +$40.00'),
    )
    expect(await figure('Profit of these days')).toBe('Profit of these days+$65.00↑ up $72.00The period before: −$7.00')
    expect(await figure('In the red today')).toBe('In the red today3↑ up 2The day before: 1')
    await waitFor(async () =>
      expect(await figure('Owed to the company')).toBe('Owed to the company−$5.001 person is in debt'),
    )
  })

  it('takes its range from the address, also for the file', async () => {
    const user = userEvent.setup()
    const page = open('executive', '/?span=custom&from=2026-05-13&to=2026-05-13')
    const table = within(await page.findByRole('table', { name: 'Days' }))
    expect(table.getAllByRole('row')).toHaveLength(2)
    expect(page.asked.filter(({ route }) => route === 'listDays')[0]?.query).toMatchObject({
      from: '2026-05-12',
      to: '2026-05-13',
    })
    await user.click(page.getByRole('button', { name: 'Save as CSV' }))
    await waitFor(() => {
      const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
      expect([csv?.route, csv?.query]).toEqual(['listDays', { from: '2026-05-13', to: '2026-05-13' }])
    })
  })

  it('says what will appear where nothing was posted, and that debts are not known yet', async () => {
    const page = open('executive', '/', {
      listDays: list(),
      getDayRegister: new ApiProblem({ code: 'unavailable', status: 503 }),
    })
    expect(await page.findByText(/appears here with its first task/)).toBeTruthy()
    expect(page.getByRole('region', { name: 'Owed to the company' }).textContent).toContain('not known yet')
  })
})
