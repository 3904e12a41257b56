// @vitest-environment jsdom
import type { SharedCard } from '@popug/contracts/cards.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { person, type Rendered } from '@popug/ui-kit/testing'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { askedFor, kesha, openBilling, refusedPayout } from '../testing/open-billing.ts'

const gosha = '01890a5d-ac96-774b-bcce-b302099a8012'
const shared: SharedCard = { last4: '4242', brand: 'visa', people: 22, userIds: [kesha, gosha] }
const named = (id: string, name: string) => ({ id, login: name.toLowerCase(), name, role: 'performer' })

const open = (role: Role, at: string, routes: Record<string, unknown> = {}): Rendered =>
  openBilling({
    me: person({ role, id: '01890a5d-ac96-774b-bcce-b302099a8022' }),
    at,
    routes: {
      listUsers: { items: [named(kesha, 'Kesha'), named(gosha, 'Gosha')], next: null },
      listPayouts: { items: [refusedPayout], next: null },
      getPayout: refusedPayout,
      listPayoutSteps: { items: [], next: null },
      listSharedCards: { items: [shared], next: null },
      ...routes,
    },
  })

describe('cards of several people', () => {
  it('are announced above the payouts, and listed with their people', async () => {
    const user = userEvent.setup()
    const page = open('accountant', '/')
    await page.findByText('Some cards are named by more than one person')
    await user.click(page.getByRole('link', { name: 'Look at them' }))
    await page.findByText('and 20 more')
    await page.findByText('Gosha')
    expect(page.getByText('Kesha')).toBeTruthy()
    expect(page.getByRole('img', { name: 'ending in 4242' })).toBeTruthy()
    expect(page.address()).toContain('/shared-cards')
  })

  it('are named at a payout to one of them, without that one', async () => {
    const page = open('admin', `/payouts/${refusedPayout.id}`, {
      listSharedCards: { items: [{ ...shared, people: 2 }], next: null },
    })
    await page.findByText('Others have named the card •• 4242 too')
    await page.findByText('Gosha')
    expect(askedFor(page, 'listSharedCards').map(({ query }) => query)).toEqual([{ userId: kesha }])
    expect(page.getAllByText('Kesha')).toHaveLength(1)
    expect(page.queryByText(/more/)).toBeNull()
  })

  it('are not spoken of where there are none, or nobody knows', async () => {
    const none = open('accountant', '/shared-cards', { listSharedCards: { items: [], next: null } })
    await none.findByText('Every card belongs to one person.')
    const away = open('accountant', '/', { listSharedCards: new ApiProblem({ code: 'unavailable', status: 503 }) })
    await away.findByText('The bank refuses this card')
    expect(away.queryByText('Some cards are named by more than one person')).toBeNull()
  })

  it.each<Role>(['executive', 'performer'])('are no business of a %s', async (role) => {
    const page = open(role, '/')
    await page.findByText('The bank refuses this card')
    expect(page.queryByRole('link', { name: 'Cards of several people' })).toBeNull()
    expect(askedFor(page, 'listSharedCards')).toEqual([])
    const refused = open(role, '/shared-cards')
    await refused.findByText('Your role may not do this')
  })
})
