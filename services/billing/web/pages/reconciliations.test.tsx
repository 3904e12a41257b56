// @vitest-environment jsdom
import { type Reconciliation, reconciliationOutcomes, reconciliationReasons } from '@popug/contracts/reconciliations.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { person } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import en from '../../../../languages/en/billing.json' with { type: 'json' }
import { askedFor, kesha, openBilling, refusedPayout } from '../testing/open-billing.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8044'
const reconciliation: Reconciliation = {
  id,
  from: '2026-05-20',
  to: '2026-05-21',
  currency: 'USD',
  createdAt: '2026-05-22T10:00:00.000Z',
  actorId: kesha,
  lines: 4,
  totals: reconciliationOutcomes.map((outcome, index) => ({
    outcome,
    lines: index,
    registerMinor: 100 * index,
    paidMinor: 0,
  })),
}
const line = { number: 1, line: 2, payoutId: refusedPayout.id, reference: null, registerMinor: 500, paidMinor: 12_345 }

const open = (role: Role, at: string, routes: Record<string, unknown> = {}) =>
  openBilling({
    me: person({ role, id: kesha }),
    at,
    routes: {
      listUsers: { items: [{ id: kesha, login: 'kesha', name: 'Kesha', role }], next: null },
      listReconciliations: { items: [reconciliation], next: null },
      getReconciliation: reconciliation,
      listReconciliationLines: { items: [{ ...line, outcome: 'different', reason: 'amount' }], next: null },
      ...routes,
    },
  })
const choose = (csv: string): void => {
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  fireEvent.change(input, { target: { files: [new File([csv], 'register.csv', { type: 'text/csv' })] } })
}

describe('reconciliation', () => {
  it('takes a file in for the days that are chosen, as it is, and opens the result', async () => {
    const page = open('accountant', '/reconciliations?from=2026-05-20&to=2026-05-21', {
      listReconciliations: { items: [], next: null },
      createReconciliation: reconciliation,
    })
    await page.findByText('No register has been compared yet.')
    const csv = `payout,amount\n${refusedPayout.id},5.00\n`
    choose(csv)
    await waitFor(() => expect(page.address()).toBe(`/billing/reconciliations/${id}`))
    const [asked] = askedFor(page, 'createReconciliation')
    expect(asked).toMatchObject({ body: csv, query: { from: '2026-05-20', to: '2026-05-21' } })
    expect(asked?.headers.get('content-type')).toBe('text/csv')
  })

  it.each(['', '?from=2026-05-20', '?from=2026-05-21&to=2026-05-20', '?from=x&to=y'])(
    'takes no file in before the days are chosen: %s',
    async (days) => {
      const page = open('accountant', `/reconciliations${days}`)
      const button = await page.findByRole('button', { name: 'Choose the file…' })
      expect(button.hasAttribute('disabled')).toBe(true)
    },
  )

  it('says why a file is refused', async () => {
    const errors = [{ path: '/body', message: 'the header must name the column amount' }]
    const page = open('accountant', '/reconciliations?from=2026-05-20&to=2026-05-20', {
      createReconciliation: new ApiProblem({ code: 'invalid', status: 400, errors }),
    })
    await page.findByRole('button', { name: 'Choose the file…' })
    choose('payout\nx')
    await page.findByText(/the header must name the column amount/)
  })

  it('lists what was compared, and how much is to be looked at', async () => {
    const page = open('executive', '/reconciliations')
    const row = (await page.findByRole('rowheader')).closest('tr') as HTMLElement
    const cells = within(row).getAllByRole('cell')
    expect(cells.slice(-3).map(({ textContent }) => textContent)).toEqual(['4', '0', '10'])
    expect(page.queryByRole('button', { name: 'Choose the file…' })).toBeNull()
  })

  it('shows the totals and each line, one outcome at a time if wished', async () => {
    const user = userEvent.setup()
    const page = open('executive', `/reconciliations/${id}`)
    const lines = within(await page.findByRole('table', { name: 'Lines' }))
    expect(lines.getByText('Another amount')).toBeTruthy()
    expect(lines.getByRole('link').getAttribute('href')).toBe(`/billing/payouts/${refusedPayout.id}`)
    expect(lines.getByRole('row', { name: /Different/ }).textContent).toContain('5.00')
    await user.click(page.getByRole('combobox', { name: 'Show' }))
    await user.click(await page.findByRole('option', { name: 'Missing' }))
    await waitFor(() => expect(askedFor(page, 'listReconciliationLines').at(-1)?.query.outcome).toBe('missing'))
  })

  it('is closed to performers', async () => {
    const page = open('performer', '/reconciliations')
    await page.findByText('Your role may not do this')
    expect(askedFor(page, 'listReconciliations')).toEqual([])
  })

  it('has words for every outcome and every reason', () => {
    expect(Object.keys(en.reconciliation.outcome).sort()).toEqual([...reconciliationOutcomes].sort())
    expect(Object.keys(en.reconciliation.reason).sort()).toEqual([...reconciliationReasons].sort())
  })
})
