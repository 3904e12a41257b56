import { within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { account, kesha, list, openAccounts, totals } from '../testing/open-accounts.ts'

const balance = (userId: string, balanceMinor: number) => ({ userId, balanceMinor, currency: 'USD' })
const _line = (userId: string, amountMinor: number, outcome = 'payout') => ({ userId, amountMinor, outcome })
const _holders = (known: Record<string, boolean>) =>
  list(...Object.entries(known).map(([userId, hasCard]) => ({ userId, hasCard })))
const _closed = { ...totals, status: 'closed', payouts: 2, paidOutMinor: 20_000, closedAt: '2026-05-20T22:00:00.000Z' }

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
    await user.type(await dialog.findByRole('textbox', { name: 'Amount, USD' }), '-1.15')
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), '  a broken perch ')
    await user.click(make)
    expect(await page.findByText('Corrected. The balance is $122.20')).toBeTruthy()
    const asked = page.asked.find(({ route }) => route === 'createCorrection')
    expect(asked?.body).toEqual({ userId: kesha, amountMinor: -115, reason: 'a broken perch' })
    expect(asked?.headers.get('idempotency-key')).toBeTruthy()
  })
})
