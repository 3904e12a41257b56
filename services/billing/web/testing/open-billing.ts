import type { Payout } from '@popug/contracts/billing.ts'
import { type FakeRequest, person, type Rendered, renderApp } from '@popug/ui-kit/testing'
import { pages } from '../pages.ts'

type Options = NonNullable<Parameters<typeof renderApp>[1]>

/** The pages of Billing as a person sees them. */
export const openBilling = (options: Options): Rendered =>
  renderApp(pages, { me: person(), service: 'billing', ...options })

/** What was asked of one route, in order. */
export const askedFor = (page: Rendered, route: string): FakeRequest[] =>
  page.asked.filter((one) => one.route === route)

export const kesha = '01890a5d-ac96-774b-bcce-b302099a8011'

/** A payout of 123.45 to Kesha that the bank has refused. */
export const refusedPayout: Payout = {
  id: '01890a5d-ac96-774b-bcce-b302099a8099',
  userId: kesha,
  day: '2026-05-20',
  amountMinor: 12_345,
  currency: 'USD',
  status: 'failed',
  attempts: 1,
  failure: 'card_refused',
  cardLast4: '0002',
  hold: null,
  nextAttemptAt: null,
  mayBePaid: false,
  registerId: null,
  issuedAt: '2026-05-20T20:00:00.000Z',
  paidAt: null,
}
