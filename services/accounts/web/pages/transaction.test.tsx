// @vitest-environment jsdom
import type { Transaction } from '@popug/contracts/transactions.ts'
import { ApiProblem } from '@popug/ui-kit'
import { within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fee, gosha, kesha, list, openAccounts } from '../testing/open-accounts.ts'

const reversal: Transaction = {
  ...fee,
  id: '18',
  kind: 'correction',
  taskId: null,
  amountMinor: 1_234,
  reason: 'wrong parrot',
  actorId: gosha,
  reversesId: '17',
}
const at = '/transactions/17'

describe('a row of the ledger', () => {
  it('is reversed with a reason, and then leads to what took it back', async () => {
    const user = userEvent.setup()
    let done = false
    const page = openAccounts('accountant', at, {
      getTransaction: ({ params }: { params: { id: string } }) =>
        params.id === '18' ? reversal : { ...fee, reversedById: done ? '18' : null },
      reverseTransaction: () => {
        done = true
        return reversal
      },
    })
    await user.click(await page.findByRole('button', { name: 'Reverse…' }))
    const dialog = within(await page.findByRole('dialog', { name: 'Reverse row 17?' }))
    expect(dialog.getByText(/12\.34/).textContent).toBe('+$12.34')
    const make = dialog.getByRole('button', { name: 'Reverse row 17' })
    expect(make.hasAttribute('disabled')).toBe(true)
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), ' wrong parrot ')
    await user.click(make)
    await page.findByText('The row is reversed')
    const asked = page.asked.find(({ route }) => route === 'reverseTransaction')
    expect(asked).toMatchObject({ params: { id: '17' }, body: { reason: 'wrong parrot' } })
    expect(asked?.headers.get('idempotency-key')).toBeTruthy()
    await user.click(await page.findByRole('link', { name: 'Row 18' }))
    expect(await page.findByText('wrong parrot')).toBeTruthy()
    expect(page.getByRole('link', { name: 'Row 17' }).getAttribute('href')).toBe('/accounts/transactions/17')
    expect(await page.findByText('Gosha')).toBeTruthy()
    expect(page.queryByRole('button', { name: 'Reverse…' })).toBeNull()
  })

  it('says why it is not reversed, and keeps what was written', async () => {
    const user = userEvent.setup()
    const page = openAccounts('admin', at, {
      getTransaction: fee,
      reverseTransaction: new ApiProblem({ code: 'transaction_reversed', status: 409 }),
    })
    await user.click(await page.findByRole('button', { name: 'Reverse…' }))
    await user.type(await page.findByRole('textbox', { name: 'Reason' }), 'wrong parrot')
    await user.click(page.getByRole('button', { name: 'Reverse row 17' }))
    expect(await page.findByText('This row has been reversed already')).toBeTruthy()
    expect(page.getByRole('textbox', { name: 'Reason' })).toHaveProperty('value', 'wrong parrot')
  })

  it.each([
    ['executive', fee],
    ['performer', fee],
    ['accountant', { ...fee, kind: 'payout', payoutId: fee.taskId, taskId: null }],
    ['accountant', { ...fee, kind: 'payout_return', taskId: null }],
    ['accountant', reversal],
    ['accountant', { ...fee, reversedById: '18' }],
  ] as const)('cannot be reversed by a %s where it is %o', async (role, row) => {
    const page = openAccounts(role, at, { getTransaction: row })
    await page.findByText('Balance after')
    expect(page.queryByRole('button', { name: 'Reverse…' })).toBeNull()
  })

  it('is found in the list, reversals and what they took back marked, in Russian too', async () => {
    const rows = list({ ...reversal, reversesId: '16' }, { ...fee, reversedById: '18' })
    const page = openAccounts('accountant', `/people/${kesha}`, { listTransactions: rows }, { language: 'ru' })
    const table = within(await page.findByRole('region', { name: 'Операции' }))
    expect((await table.findByRole('link', { name: 'Сторно' })).getAttribute('href')).toBe('/accounts/transactions/18')
    expect(table.getByRole('link', { name: 'Списание за задачу' }).getAttribute('href')).toBe(
      '/accounts/transactions/17',
    )
    expect(table.getByText('сторнировано')).toBeTruthy()
  })

  it('that is not there says so', async () => {
    const page = openAccounts('accountant', at, { getTransaction: new ApiProblem({ code: 'not_found', status: 404 }) })
    expect(await page.findByText('There is no such thing')).toBeTruthy()
  })
})
