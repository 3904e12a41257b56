// @vitest-environment jsdom
import type { PayoutRegister } from '@popug/contracts/payout-registers.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { person } from '@popug/ui-kit/testing'
import { within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { askedFor, kesha, openBilling, refusedPayout } from '../testing/open-billing.ts'

const me = '01890a5d-ac96-774b-bcce-b302099a8022'
const other = '01890a5d-ac96-774b-bcce-b302099a8033'
const id = '01890a5d-ac96-774b-bcce-b302099a8044'
const register: PayoutRegister = {
  id,
  day: '2026-05-20',
  status: 'awaiting',
  currency: 'USD',
  payouts: 3,
  amountMinor: 33_345,
  heldPayouts: 2,
  heldMinor: 22_345,
  closedBy: other,
  openedAt: '2026-05-20T22:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  reason: null,
}
const held = {
  ...refusedPayout,
  status: 'queued',
  failure: null,
  attempts: 0,
  hold: 'approval',
  registerId: id,
} as const
const person2 = { id: other, login: 'gosha', name: 'Gosha', role: 'accountant' }

const open = (role: Role, at: string, routes: Record<string, unknown> = {}) =>
  openBilling({
    me: person({ role, id: me }),
    at,
    routes: {
      listUsers: { items: [{ id: kesha, login: 'kesha', name: 'Kesha', role: 'performer' }, person2], next: null },
      listPayouts: { items: [held], next: null },
      listPayoutRegisters: { items: [register], next: null },
      getPayoutRegister: register,
      ...routes,
    },
  })

describe('registers of payouts', () => {
  it('are listed with their state, and each leads to its page', async () => {
    const page = open('executive', '/registers')
    const row = (await page.findByRole('rowheader')).closest('tr') as HTMLElement
    expect(row.textContent).toContain('Waits for approval')
    expect(await within(row).findByText('Gosha')).toBeTruthy()
    expect(within(row).getByRole('link').getAttribute('href')).toBe(`/billing/registers/${id}`)
  })

  it('say so where there are none', async () => {
    const page = open('accountant', '/registers', { listPayoutRegisters: { items: [], next: null } })
    await page.findByText(/Nothing waits for a second person/)
  })

  it('are closed to performers', async () => {
    const page = open('performer', '/registers')
    await page.findByText('Your role may not do this')
    expect(askedFor(page, 'listPayoutRegisters')).toEqual([])
  })

  it('are approved after naming to how many, and how much, as it was seen', async () => {
    const user = userEvent.setup()
    const page = open('executive', `/registers/${id}`, {
      approvePayoutRegister: { ...register, status: 'approved', decidedBy: me, decidedAt: register.openedAt },
    })
    await page.findByText('2 payouts wait')
    expect(askedFor(page, 'listPayouts')[0]?.query).toMatchObject({ registerId: id })
    await user.click(page.getByRole('button', { name: 'Approve' }))
    expect(askedFor(page, 'approvePayoutRegister')).toEqual([])
    await user.click(await page.findByRole('button', { name: 'Pay 2 people $223.45' }))
    await page.findByText('Approved: 2 payouts go to the bank')
    expect(askedFor(page, 'approvePayoutRegister').map(({ body }) => body)).toEqual([
      { heldPayouts: 2, heldMinor: 22_345 },
    ])
  })

  it('are not approved by the person who closed the day, who is told why', async () => {
    const page = open('accountant', `/registers/${id}`, { getPayoutRegister: { ...register, closedBy: me } })
    await page.findByText(/You closed this day, so somebody else has to approve/)
    expect(page.queryByRole('button', { name: 'Approve' })).toBeNull()
    expect(page.getByRole('button', { name: 'Reject' })).toBeTruthy()
  })

  it('are rejected with a reason, and not without', async () => {
    const user = userEvent.setup()
    const page = open('accountant', `/registers/${id}`, { rejectPayoutRegister: { ...register, status: 'rejected' } })
    await user.click(await page.findByRole('button', { name: 'Reject' }))
    const confirm = await page.findByRole('button', { name: 'Return $223.45 to 2 people' })
    await user.click(confirm)
    expect((await page.findAllByText('Say why: the people will read it.')).length).toBeGreaterThan(0)
    expect(askedFor(page, 'rejectPayoutRegister')).toEqual([])
    await user.type(page.getByRole('textbox', { name: /Reason/ }), 'the sums are wrong')
    await user.click(confirm)
    await page.findByText('Rejected: 2 payouts go back to the balances')
    expect(askedFor(page, 'rejectPayoutRegister')[0]?.body).toEqual({
      heldPayouts: 2,
      heldMinor: 22_345,
      reason: 'the sums are wrong',
    })
  })

  it('tell when more has come since they were looked at', async () => {
    const user = userEvent.setup()
    const page = open('accountant', `/registers/${id}`, {
      approvePayoutRegister: new ApiProblem({ code: 'register_changed', status: 409 }),
    })
    await user.click(await page.findByRole('button', { name: 'Approve' }))
    await user.click(await page.findByRole('button', { name: 'Pay 2 people $223.45' }))
    await page.findByText('The register has changed since it was looked at; please look again')
  })

  it('have no buttons once they are decided', async () => {
    const decided = { status: 'rejected', decidedBy: other, decidedAt: register.openedAt, reason: 'wrong sums' }
    const page = open('admin', `/registers/${id}`, { getPayoutRegister: { ...register, ...decided } })
    await page.findByText('wrong sums')
    expect(page.queryByRole('button', { name: 'Approve' })).toBeNull()
    expect(page.queryByRole('button', { name: 'Reject' })).toBeNull()
  })

  it('a payout in one says what it waits for, and its way tells who did what', async () => {
    const step = { at: '2026-05-20T20:00:00.000Z', attempt: 0, failure: null, note: null, actorId: null }
    const page = open('accountant', `/payouts/${held.id}`, {
      getPayout: held,
      listPayoutSteps: {
        items: [
          { ...step, status: 'queued', reason: 'awaiting_approval' },
          { ...step, status: 'returned', reason: 'rejected', note: 'wrong sums', actorId: other },
        ],
        next: null,
      },
    })
    expect((await page.findByRole('link', { name: 'a second person’s approval' })).getAttribute('href')).toContain(id)
    await page.findByText('A second person has to approve it')
    await page.findByText('“wrong sums”')
    expect(page.getByText(/by itself/)).toBeTruthy()
    expect(page.getByRole('button', { name: 'Return' })).toBeTruthy()
  })
})
