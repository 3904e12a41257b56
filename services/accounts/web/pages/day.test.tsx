// @vitest-environment jsdom
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { day, gosha, kesha, list, openAccounts, payout, register, totals } from '../testing/open-accounts.ts'

const _balance = (userId: string, balanceMinor: number) => ({ userId, balanceMinor, currency: 'USD' })
const line = (userId: string, amountMinor: number, outcome = 'payout') => ({ userId, amountMinor, outcome })
const holders = (known: Record<string, boolean>) =>
  list(...Object.entries(known).map(([userId, hasCard]) => ({ userId, hasCard })))
const closed = { ...totals, status: 'closed', payouts: 2, paidOutMinor: 20_000, closedAt: '2026-05-20T22:00:00.000Z' }

describe('the register before the closing', () => {
  const open = (routes: Record<string, unknown> = {}, query = '') =>
    openAccounts('accountant', `/days/${day}${query}`, {
      getDayRegister: { ...register, carried: 1, carriedMinor: 300, payoutMinMinor: 400 },
      listRegisterLines: ({ query: { outcome } }: { query: Record<string, string> }) =>
        outcome === 'payout'
          ? list(line(kesha, 12_345), line(gosha, 7_655))
          : outcome === 'carried'
            ? list(line(gosha, 300, 'carried'))
            : list(line(kesha, -500, 'debt')),
      listCardHolders: holders({ [kesha]: true, [gosha]: false }),
      ...routes,
    })
  const figure = async (page: ReturnType<typeof open>, name: string) =>
    (await page.findByRole('region', { name })).textContent

  it('says who gets what, who has no card, and the sums of all', async () => {
    const page = open()
    const table = within(await page.findByRole('table', { name: 'To be paid' }))
    await waitFor(() => expect(table.getByRole('row', { name: /Kesha/ }).textContent).toMatch(/Named\$123\.45$/))
    expect(table.getByRole('row', { name: /Gosha/ }).textContent).toMatch(/None\$76\.55$/)
    expect(await figure(page, 'To be paid')).toBe('To be paid$200.002 people')
    await waitFor(async () => expect(await figure(page, 'Without a card')).toMatch(/card1Their/))
    expect(await figure(page, 'Kept back')).toBe('Kept back$3.001 person, below the least payout of $4.00')
    expect(await figure(page, 'In debt')).toBe('In debt−$5.001 person')
    const asked = page.asked.find(({ route }) => route === 'listCardHolders')
    expect(asked?.query).toEqual({ userIds: `${kesha},${gosha}` })
  })

  it.each([
    ['Without a card', 'noCard', 'Gosha', '$76.55'],
    ['Kept back', 'carried', 'Gosha', '$3.00'],
    ['In debt', 'debt', 'Kesha', '−$5.00'],
  ])('%s: keeps the choice in the address, and takes it from there', async (name, show, person, amount) => {
    const user = userEvent.setup()
    const page = open()
    await user.click(await page.findByRole('radio', { name: new RegExp(`^${name}`) }))
    expect(page.address()).toBe(`/accounts/days/${day}?show=${show}`)
    const other = open({}, `?show=${show}`)
    const table = within(await other.findByRole('table', { name }))
    expect((await table.findByRole('row', { name: new RegExp(person) })).textContent).toContain(amount)
    expect(other.queryByRole('table', { name: 'To be paid' })).toBeNull()
  })

  it('stays whole while Billing does not answer', async () => {
    const page = open({ listCardHolders: new ApiProblem({ code: 'unavailable', status: 503 }) })
    const table = within(await page.findByRole('table', { name: 'To be paid' }))
    expect(table.getAllByText('not known yet')).toHaveLength(2)
    expect(await figure(page, 'Without a card')).toContain('not known yet')
  })

  it('looks through page after page of payouts for people without a card', async () => {
    const page = open({
      listRegisterLines: ({ query }: { query: Record<string, string> }) =>
        query.after === 'two' ? list(line(gosha, 7_655)) : { items: [line(kesha, 12_345)], next: 'two' },
      listCardHolders: ({ query }: { query: Record<string, string> }) => holders({ [query.userIds!]: false }),
    })
    await waitFor(async () => expect(await figure(page, 'Without a card')).toMatch(/card2Their/))
  })

  it('saves what is shown for a spreadsheet', async () => {
    const user = userEvent.setup()
    const page = open({}, '?show=debt')
    const part = within(await page.findByRole('region', { name: 'What the closing will do' }))
    await user.click(await part.findByRole('button', { name: 'Save as CSV' }))
    await waitFor(() => {
      const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
      expect([csv?.route, csv?.params, csv?.query]).toEqual(['listRegisterLines', { day }, { outcome: 'debt' }])
    })
  })

  it('says so where there is nobody', async () => {
    const page = open({ listRegisterLines: list() })
    expect(await page.findByText(/Nobody is due a payout now/)).toBeTruthy()
  })
})

describe('closing a day', () => {
  const open = (role: Role, routes: Record<string, unknown> = {}) => openAccounts(role, `/days/${day}`, routes)

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
    expect(page.queryByRole('region', { name: 'What the closing will do' })).toBeNull()
  })

  it('tells whom the least payout keeps back, and who of the paid has no card', async () => {
    const user = userEvent.setup()
    const page = open('accountant', {
      getDayRegister: { ...register, payoutMinMinor: 10_000, payouts: 1, payoutsMinor: 12_345, carried: 1 },
      listRegisterLines: list(line(kesha, 12_345)),
      listCardHolders: holders({ [kesha]: false }),
    })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(await dialog.findByRole('button', { name: 'Pay 1 person $123.45' })).toBeTruthy()
    expect(dialog.getByText(/Balances below \$100.00, the least payout, stay/)).toBeTruthy()
    expect(await dialog.findByText(/1 of them has no card/)).toBeTruthy()
  })

  it('shows how far it has come while it runs', async () => {
    const user = userEvent.setup()
    let finish = (_: unknown): void => undefined
    const page = open('accountant', {
      closeDay: () =>
        new Promise((resolve) => {
          finish = resolve
        }),
      getDay: { ...totals, status: 'closing', payouts: 1 },
      getDayRegister: { ...register, payouts: 3 },
    })
    await user.click(await page.findByRole('button', { name: 'Close the day' }))
    await user.click(await page.findByRole('button', { name: /^Pay 3 people/ }))
    const dialog = within(await page.findByRole('dialog'))
    expect(await dialog.findByText('Payouts made: 1 of 4')).toBeTruthy()
    expect(dialog.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
    finish(closed)
    expect(await page.findByText(/2 payouts are on their way/)).toBeTruthy()
  })

  it('shows what a closed day has carried over', async () => {
    const page = open('executive', { getDay: { ...closed, payoutMinMinor: 10_000, carried: 1, carriedMinor: 7_655 } })
    const label = await page.findByText('Carried over, 1 balance')
    await waitFor(() => expect(label.parentElement?.textContent).toContain('76.55'))
  })

  it('says so when there is nobody to pay', async () => {
    const user = userEvent.setup()
    const page = open('accountant', { getDayRegister: { ...register, payouts: 0, payoutsMinor: 0 } })
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
})
