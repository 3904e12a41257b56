// @vitest-environment jsdom
import { type PayoutReport, payoutStatuses } from '@popug/contracts/billing.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { person, type Rendered } from '@popug/ui-kit/testing'
import { waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { askedFor, kesha, openBilling, refusedPayout as payout } from '../testing/open-billing.ts'

const { id } = payout
const report: PayoutReport = {
  day: '2026-05-20',
  currency: 'USD',
  payouts: 2,
  amountMinor: 22_345,
  byStatus: payoutStatuses.map((status) => ({
    status,
    payouts: status === 'paid' ? 2 : 0,
    amountMinor: status === 'paid' ? 22_345 : 0,
  })),
  byReason: [{ status: 'paid', reason: null, payouts: 2, amountMinor: 22_345 }],
  ledger: {
    payouts: 2,
    amountMinor: 22_345,
    returnedPayouts: 0,
    returnedMinor: 0,
    differenceMinor: 0,
    returnedDifferenceMinor: 0,
  },
}
const step = { at: '2026-05-20T20:00:00.000Z', attempt: 1, failure: null, reason: null, note: null, actorId: null }

const open = (role: Role, at = '/', routes: Record<string, unknown> = {}): Rendered =>
  openBilling({
    me: person({ role, id: '01890a5d-ac96-774b-bcce-b302099a8022' }),
    at,
    routes: {
      listUsers: { items: [{ id: kesha, login: 'kesha', name: 'Kesha', role: 'performer' }], next: null },
      listPayouts: { items: [payout], next: null },
      getPayout: payout,
      getBank: { bank: 'sandbox', page: 'http://localhost:8090/' },
      listPayoutSteps: {
        items: [
          { ...step, status: 'sent' },
          { ...step, status: 'failed', failure: 'card_refused' },
        ],
        next: null,
      },
      getPayoutReport: report,
      listSharedCards: { items: [], next: null },
      ...routes,
    },
  })
describe('all payouts', () => {
  it('ask what was found out about one in doubt: an answer and where it is from, before it may be said', async () => {
    const user = userEvent.setup()
    const doubtful = { ...payout, failure: 'too_long_ago', mayBePaid: true }
    const tellFinding = { ...doubtful, status: 'paid', mayBePaid: false }
    const page = open('accountant', '/', { listPayouts: { items: [doubtful], next: null }, tellFinding })
    await user.click(await page.findByRole('button', { name: 'Found out' }))
    const say = await page.findByRole('button', { name: 'Say so about $123.45 for Kesha' })
    expect(say).toHaveProperty('disabled', true)
    await user.click(await page.findByRole('radio', { name: 'Yes, the money has gone' }))
    await user.type(page.getByLabelText('The bank’s number of the payment'), 'po-77')
    expect(say).toHaveProperty('disabled', true)
    await user.type(page.getByLabelText(/How do you know/), 'its register')
    await user.click(say)
    await page.findByText('$123.45 for Kesha count as paid')
    expect(askedFor(page, 'tellFinding')[0]?.body).toEqual({ paid: true, note: 'its register', reference: 'po-77' })
  })

  it('have nothing to be found out where the bank has refused', async () => {
    const page = open('accountant')
    await page.findByRole('button', { name: 'Return' })
    expect(page.queryByRole('button', { name: 'Found out' })).toBeNull()
  })

  it('say that the sandbox bank pays, where it does, and lead to what it received', async () => {
    const page = open('accountant')
    const link = await page.findByRole('link', { name: 'What it received' })
    expect(link.getAttribute('href')).toBe('http://localhost:8090/')
    expect(page.getByText(/no money moves/)).toBeTruthy()
    const real = open('accountant', '/', { getBank: { bank: 'yookassa', page: null } })
    await real.findByText('The bank refuses this card')
    expect(real.queryByText(/no money moves/)).toBeNull()
  })

  it('reads its filters from the address, and writes them there', async () => {
    const user = userEvent.setup()
    const page = open('accountant', `/?status=failed&day=2026-05-20&userId=${kesha}`)
    await page.findByText('The bank refuses this card')
    expect(askedFor(page, 'listPayouts')[0]?.query).toEqual({ status: 'failed', day: '2026-05-20', userId: kesha })
    await user.click(page.getByRole('combobox', { name: 'State' }))
    await user.click(await page.findByRole('option', { name: 'Paid' }))
    expect(page.address()).toContain('status=paid')
    expect(askedFor(page, 'listPayouts').at(-1)?.query.status).toBe('paid')
  })

  it.each<[Role, string]>([
    ['accountant', 'Return $123.45 to Kesha'],
    ['admin', 'Return $123.45 to Kesha'],
  ])('lets a %s return a payout after naming whose and how much', async (role, confirm) => {
    const user = userEvent.setup()
    const page = open(role, '/', { returnPayout: { ...payout, status: 'returned' } })
    await page.findByText('Kesha')
    await user.click(page.getByRole('button', { name: 'Return' }))
    expect(askedFor(page, 'returnPayout')).toEqual([])
    await user.click(await page.findByRole('button', { name: confirm }))
    await page.findByText('$123.45 are back on the balance of Kesha')
    expect(askedFor(page, 'returnPayout').map(({ params }) => params)).toEqual([{ id }])
  })

  it('says so when the bank turns out to have paid', async () => {
    const user = userEvent.setup()
    const page = open('accountant', '/', { returnPayout: { ...payout, status: 'paid' } })
    await page.findByText('Kesha')
    await user.click(page.getByRole('button', { name: 'Return' }))
    await user.click(await page.findByRole('button', { name: 'Return $123.45 to Kesha' }))
    await page.findByText(/The bank has paid \$123.45 to Kesha after all/)
  })

  it('tries again, and says why it cannot', async () => {
    const user = userEvent.setup()
    const page = open('accountant', '/', { retryPayout: new ApiProblem({ code: 'payout_not_retryable', status: 409 }) })
    await page.findByText('Kesha')
    await user.click(page.getByRole('button', { name: 'Try again' }))
    await user.click(await page.findByRole('button', { name: 'Pay $123.45 to Kesha' }))
    await page.findByText('A payout in this state cannot be tried again')
  })

  it('shows an executive everything and no buttons', async () => {
    const page = open('executive')
    await page.findByText('Kesha')
    expect(page.queryByRole('button', { name: 'Return' })).toBeNull()
    expect(page.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(page.getByRole('navigation', { name: 'Sections of payouts' })).toBeTruthy()
  })

  it('shows one payout with its way', async () => {
    const page = open('accountant', `/payouts/${id}`)
    await page.findByText('Attempt 1')
    expect(page.getAllByText('The bank refuses this card').length).toBe(2)
    expect(page.getByRole('button', { name: 'Try again' })).toBeTruthy()
    expect(askedFor(page, 'listPayoutSteps')[0]?.params).toEqual({ id })
  })

  it('reports the day of the last payout unless the address names another', async () => {
    const page = open('executive', '/report')
    await page.findByText('2 payouts')
    expect(askedFor(page, 'getPayoutReport')[0]?.params).toEqual({ day: '2026-05-20' })
    const totals = within(page.getByRole('table', { name: 'Report of a day' }))
    expect(totals.getAllByText('223.45')).toHaveLength(1)
    const other = open('executive', '/report?day=2026-05-01')
    await other.findByText('2 payouts')
    expect(askedFor(other, 'getPayoutReport')[0]?.params).toEqual({ day: '2026-05-01' })
    // The day's own payouts are asked for, not which day was the last.
    expect(askedFor(other, 'listPayouts').filter(({ query }) => query.limit === '1')).toEqual([])
  })

  it('sets the report beside the ledger, and says whether they agree', async () => {
    const page = open('executive', '/report')
    await page.findByText('The figures agree with the ledger to the last unit.')
    const ledger = { ...report.ledger, amountMinor: 22_350, differenceMinor: -5 }
    const other = open('executive', '/report', { getPayoutReport: { ...report, ledger } })
    await other.findByText(/The figures differ from the ledger’s/)
    expect(other.getByText('−0.05')).toBeTruthy()
    const silent = open('executive', '/report', { getPayoutReport: { ...report, ledger: null } })
    await silent.findByText('not known yet')
  })

  it('prints the report, and the receipt of a payout', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    const user = userEvent.setup()
    const page = open('accountant', '/report')
    await user.click(await page.findByRole('button', { name: 'Print' }))
    await waitFor(() => expect(print).toHaveBeenCalledOnce())
    const paid = { ...payout, status: 'paid', failure: null, paidAt: payout.issuedAt }
    const one = open('accountant', `/payouts/${id}`, { getPayout: paid })
    expect((await one.findByRole('link', { name: 'Receipt' })).getAttribute('href')).toBe(
      `/billing/payouts/${id}/receipt`,
    )
    const { userId, day, amountMinor, currency, cardLast4, issuedAt } = payout
    const receipt = { payoutId: id, userId, day, amountMinor, currency, cardLast4, issuedAt, paidAt: issuedAt }
    const shown = open('accountant', `/payouts/${id}/receipt`, {
      getPayoutReceipt: { ...receipt, reference: 'bank-77' },
    })
    await shown.findByText('bank-77')
    await shown.findByText('Kesha')
    await user.click(shown.getByRole('button', { name: 'Print' }))
    await waitFor(() => expect(print).toHaveBeenCalledTimes(2))
    print.mockRestore()
  })

  it('has no receipt of a payout that was not paid', async () => {
    const problem = new ApiProblem({ code: 'payout_not_paid', status: 409 })
    const page = open('accountant', `/payouts/${id}/receipt`, { getPayoutReceipt: problem })
    await page.findByText('This payout has not been paid')
    expect(page.queryByRole('button', { name: 'Print' })).toBeNull()
  })

  it('keeps the report from performers', async () => {
    const page = open('performer', '/report')
    await page.findByText('Your role may not do this')
    expect(askedFor(page, 'getPayoutReport')).toEqual([])
  })
})
