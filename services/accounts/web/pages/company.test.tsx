// @vitest-environment jsdom
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { account, day, gosha, kesha, list, openAccounts, payout, totals } from '../testing/open-accounts.ts'

const balance = (userId: string, balanceMinor: number) => ({ userId, balanceMinor, currency: 'USD' })
const closed = { ...totals, status: 'closed', payouts: 2, paidOutMinor: 20_000, closedAt: '2026-05-20T22:00:00.000Z' }

describe('the company by days', () => {
  it.each<Role>(['accountant', 'executive', 'admin'])('shows a %s profit, losers and who owes most', async (role) => {
    const page = openAccounts(role, '/', { listAccounts: list(balance(gosha, -4_000)) })
    const days = within(await page.findByRole('table', { name: 'Days' }))
    expect(days.getByRole('row', { name: /May/ }).textContent).toContain('+$25.00')
    const debtors = within(await page.findByRole('table', { name: 'Who owes most' }))
    expect((await debtors.findByRole('link', { name: 'Gosha' })).getAttribute('href')).toBe(`/accounts/people/${gosha}`)
    expect(debtors.getByText(/40\.00/).textContent).toBe('−$40.00')
    expect(page.asked.find(({ route }) => route === 'listAccounts')?.query).toEqual({ negative: 'true', limit: '5' })
    expect(page.queryByRole('link', { name: 'Close a day…' }) !== null).toBe(role !== 'executive')
  })
})

describe('closing a day', () => {
  const accounts = list(balance(kesha, 12_345), balance(gosha, 7_655), balance('x', 0), balance('y', -500))
  const open = (role: Role, routes: Record<string, unknown> = {}) =>
    openAccounts(role, `/days/${day}`, { listAccounts: accounts, ...routes })

  it('names how many people and how much before it is done, and shows the payouts after', async () => {
    const user = userEvent.setup()
    let done = false
    const page = open('accountant', {
      closeDay: () => {
        done = true
        return closed
      },
      getDay: () => (done ? closed : totals),
      listIssuedPayouts: list(payout),
    })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(dialog.getByText(/2 people are due a payout, \$200.00 in all/)).toBeTruthy()
    expect(done).toBe(false)
    await user.click(dialog.getByRole('button', { name: 'Pay 2 people $200.00' }))
    expect(await page.findByText(/2 payouts are on their way/)).toBeTruthy()
    expect(page.asked.find(({ route }) => route === 'closeDay')?.params).toEqual({ day })
    expect(await page.findByRole('table', { name: 'Payouts' })).toBeTruthy()
    expect(page.queryByRole('button', { name: 'Close the day' })).toBeNull()
  })

  it('adds up every page of balances above zero', async () => {
    const user = userEvent.setup()
    const page = open('accountant', {
      listAccounts: ({ query }: { query: Record<string, string> }) =>
        query.after === 'two' ? accounts : { items: [balance('z', 100_000)], next: 'two' },
    })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    expect(await page.findByRole('button', { name: 'Pay 3 people $1,200.00' })).toBeTruthy()
  })

  it('counts those alone who reach the least payout, and tells it', async () => {
    const user = userEvent.setup()
    const page = open('accountant', { getDay: { ...totals, payoutMinMinor: 10_000 } })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    expect(await page.findByRole('button', { name: 'Pay 1 person $123.45' })).toBeTruthy()
    expect(page.getByText(/Balances below \$100.00, the least payout, stay/)).toBeTruthy()
  })

  it('shows what a closed day has carried over', async () => {
    const page = open('executive', { getDay: { ...closed, payoutMinMinor: 10_000, carried: 1, carriedMinor: 7_655 } })
    const label = await page.findByText('Carried over, 1 balance')
    await waitFor(() => expect(label.parentElement?.textContent).toContain('76.55'))
  })

  it('says so when there is nobody to pay', async () => {
    const user = userEvent.setup()
    const page = open('accountant', { listAccounts: list(balance(kesha, 0), balance(gosha, -1)) })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    expect(await page.findByText(/nothing will be paid/)).toBeTruthy()
    expect(page.getByRole('button', { name: 'Close the day, nobody to pay' })).toBeTruthy()
  })

  it('says why it was refused', async () => {
    const user = userEvent.setup()
    const page = open('admin', { closeDay: new ApiProblem({ code: 'day_not_begun', status: 409 }) })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    await user.click(await page.findByRole('button', { name: 'Pay 2 people $200.00' }))
    expect(await page.findByText('This day has not begun yet')).toBeTruthy()
  })

  it('is not for top management, nor for a day that is closed', async () => {
    const page = open('executive')
    await page.findByText('Fees charged')
    expect(page.queryByRole('button', { name: 'Close the day' })).toBeNull()
    const after = open('accountant', { getDay: closed })
    await after.findByText('Fees charged')
    expect(after.queryByRole('button', { name: 'Close the day' })).toBeNull()
  })

  it('with top management no letters are asked for', async () => {
    const page = open('executive', { getDay: closed, listIssuedPayouts: list(payout) })
    const table = await page.findByRole('table', { name: 'Payouts' })
    expect(table.textContent).not.toContain('Letter')
    expect(page.asked.some(({ route }) => route === 'listMails')).toBe(false)
  })
})

describe('accounts', () => {
  it('filters those in debt in the address', async () => {
    const user = userEvent.setup()
    const page = openAccounts('executive', '/people', { listAccounts: list(balance(kesha, 12_345)) })
    expect(await page.findByRole('link', { name: 'Kesha' })).toBeTruthy()
    await user.click(page.getByText('In debt'))
    expect(page.address()).toBe('/accounts/people?show=debt')
    expect(page.asked.filter(({ route }) => route === 'listAccounts').at(-1)?.query).toEqual({ negative: 'true' })
    expect(page.queryByRole('button', { name: 'Correct a balance…' })).toBeNull()
  })

  it('is closed to a performer', async () => {
    const page = openAccounts('performer', '/people')
    await page.findByText('Your role may not do this')
    expect(page.asked.some(({ route }) => route === 'listAccounts')).toBe(false)
  })

  it('corrects a balance in whole minor units, with a reason', async () => {
    const user = userEvent.setup()
    const page = openAccounts('accountant', `/people/${kesha}`, {
      createCorrection: { ...account, balanceMinor: 12_220 },
    })
    await user.click(await page.findByRole('button', { name: 'Correct a balance…' }))
    const dialog = within(await page.findByRole('dialog'))
    const make = dialog.getByRole('button', { name: 'Correct the balance' })
    expect(make.hasAttribute('disabled')).toBe(true)
    await user.type(dialog.getByRole('textbox', { name: 'Amount, USD' }), '-1.15')
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), '  a broken perch ')
    await user.click(make)
    expect(await page.findByText('Corrected. The balance is $122.20')).toBeTruthy()
    const asked = page.asked.find(({ route }) => route === 'createCorrection')
    expect(asked?.body).toEqual({ userId: kesha, amountMinor: -115, reason: 'a broken perch' })
    expect(asked?.headers.get('idempotency-key')).toBeTruthy()
  })
})
