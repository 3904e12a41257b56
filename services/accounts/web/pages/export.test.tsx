// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import type { FakeRequest } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { list, openAccounts } from '../testing/open-accounts.ts'

beforeEach(() => {
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:file')
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined)
})
afterEach(() => vi.restoreAllMocks())

const files = { listTransactions: list(), listBalances: list(), listDays: list() }
const csvOf = (asked: readonly FakeRequest[]) =>
  asked.filter(({ headers }) => headers.get('accept') === 'text/csv').map(({ route, query }) => ({ route, query }))

describe('the export', () => {
  it('saves rows, balances and days as files, whole unless narrowed', async () => {
    const page = openAccounts('accountant', '/export', files)
    fireEvent.click(await page.findByRole('button', { name: 'Save the transactions' }))
    fireEvent.click(page.getByRole('button', { name: 'Save the balances' }))
    fireEvent.click(page.getByRole('button', { name: 'Save the days' }))
    await waitFor(() => expect(csvOf(page.asked)).toHaveLength(3))
    expect(csvOf(page.asked)).toEqual([
      { route: 'listTransactions', query: {} },
      { route: 'listBalances', query: {} },
      { route: 'listDays', query: {} },
    ])
  })

  it('of balances is that of the moment that is named', async () => {
    const page = openAccounts('executive', '/export', files)
    fireEvent.change(await page.findByLabelText('At what moment'), { target: { value: '2026-03-02T10:30' } })
    fireEvent.click(page.getByRole('button', { name: 'Save the balances' }))
    await waitFor(() => expect(csvOf(page.asked)).toHaveLength(1))
    expect(csvOf(page.asked)[0]?.query).toEqual({ at: new Date('2026-03-02T10:30').toISOString() })
  })

  it('says why a file did not come', async () => {
    const problem = new ApiProblem({ code: 'unavailable', status: 503 })
    const page = openAccounts('admin', '/export', { ...files, listBalances: problem })
    fireEvent.click(await page.findByRole('button', { name: 'Save the balances' }))
    await page.findByText('This does not answer right now, please try again')
  })

  it('is closed to a performer', async () => {
    const page = openAccounts('performer', '/export', files)
    await page.findByText('Your role may not do this')
  })
})
