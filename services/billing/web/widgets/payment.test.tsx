// @vitest-environment jsdom
import { WidgetSlot } from '@popug/ui-kit'
import { type FakeRequest, renderApp } from '@popug/ui-kit/testing'
import { waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import payment from './payment.tsx'

const slot = 'accounts/payout/v1'
const ids = Array.from({ length: 50 }, (_, index) => `01890a5d-ac96-774b-bcce-${String(index).padStart(12, '0')}`)
const rows = (of = ids) => (
  <>
    {of.map((payoutId) => (
      <WidgetSlot key={payoutId} name={slot} context={{ payoutId, userId: 'u' }} />
    ))}
  </>
)
const paid = ({ query }: FakeRequest) => ({
  items: query.ids?.split(',').map((id) => ({ id, status: 'paid' })),
  next: null,
})
const open = (of: string[], listPayouts?: unknown) =>
  renderApp(rows(of), {
    service: 'accounts',
    widgets: [{ service: 'billing', slot, widget: payment }],
    routes: listPayouts ? { listPayouts } : {},
  })

it('tells of fifty payouts what became of their payments, by one question', async () => {
  const page = open(ids, paid)
  await waitFor(() => expect(page.getAllByText('Paid')).toHaveLength(50))
  const asked = page.asked.filter(({ route }) => route === 'listPayouts')
  expect(asked.map(({ query }) => query.limit)).toEqual(['50'])
  expect(asked[0]?.query.ids?.split(',').sort()).toEqual(ids)
  expect(page.getAllByText('Paid')[7]?.closest('a')?.getAttribute('href')).toBe(`/billing/payouts/${ids[7]}`)
})

it('says "not known yet" of a payout that Billing has not heard of', async () => {
  const page = open(ids.slice(0, 1), { items: [], next: null })
  await page.findByText('not known yet')
  expect(page.queryByRole('button', { name: 'not known yet' })).toBeNull()
})

it('asks again, together, at one press where Billing did not answer', async () => {
  let down = true
  const page = open(ids.slice(0, 3), (request: FakeRequest) => {
    if (down) throw new TypeError('nobody there')
    return paid(request)
  })
  await waitFor(() => expect(page.getAllByRole('button', { name: 'not known yet' })).toHaveLength(3))
  const [first] = page.getAllByRole('button', { name: 'not known yet' })
  const before = page.asked.length
  down = false
  await userEvent.setup().click(first as HTMLElement)
  await waitFor(() => expect(page.getAllByText('Paid')).toHaveLength(3))
  expect(page.asked.length - before).toBe(1)
})
