// @vitest-environment jsdom
import { AuditDetail, type AuditRecord, auditActions, auditRoutes } from '@popug/contracts/audit.ts'
import { systemActorId } from '@popug/contracts/ids.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRequest, type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import en from '../../../../languages/en/auth.json' with { type: 'json' }
import ru from '../../../../languages/ru/auth.json' with { type: 'json' }
import Audit from './audit.tsx'

const me = person({ role: 'admin' })
const kesha = '01890a5d-ac96-774b-bcce-b302099a8001'
const names = { listUsers: { items: [{ id: kesha, login: 'kesha', name: 'Kesha', role: 'manager' }], next: null } }
const money = { getMyAccount: { currency: 'USD' } }

const id = (number: number): string => `01890a5d-ac96-774b-bcce-${String(number).padStart(12, '0')}`
const deed = (minute: number, change: Partial<AuditRecord> = {}): AuditRecord => ({
  id: id(minute),
  at: new Date(Date.UTC(2026, 2, 2, 10, minute)).toISOString(),
  actorId: me.id,
  action: 'statistics.rebuilt',
  subject: '',
  detail: {},
  ...change,
})
const nothing = Object.fromEntries(
  serviceNames.map((service) => [auditRoutes(service).listAudit.name, { items: [], next: null }]),
)
const open = (routes: FakeRoutes = {}, at = '/operations/audit', language: 'en' | 'ru' = 'en') =>
  renderApp([{ path: '/operations/audit', page: Audit, roles: ['admin'] }], {
    me,
    service: 'auth',
    language,
    at,
    routes: { ...nothing, ...names, ...money, ...routes },
  })
type Opened = ReturnType<typeof open>
const rowsOf = async (page: Opened): Promise<string[]> =>
  within(await page.findByRole('table', { name: 'Audit' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '')

describe('the audit', () => {
  it('puts what was done in all services together, newest first, in words', async () => {
    const page = open({
      'auth.listAudit': {
        items: [
          deed(3, {
            action: 'user.role_changed',
            subject: kesha,
            detail: { roleBefore: 'performer', role: 'manager' },
          }),
        ],
        next: null,
      },
      'accounts.listAudit': {
        items: [
          deed(4, { actorId: systemActorId, action: 'day.closed', subject: '2026-03-02' }),
          deed(2, { action: 'balance.corrected', subject: kesha, detail: { amountMinor: -250, reason: 'twice' } }),
        ],
        next: null,
      },
    })
    await page.findAllByRole('link', { name: 'Kesha' })
    const rows = await rowsOf(page)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatch(/Popug itselfclosed a day.*accounts$/)
    expect(rows[1]).toMatch(/Kesha Popugchanged a roleKesha.*before Performer · now Manager.*auth$/)
    expect(rows[2]).toMatch(/corrected a balanceKesha.*amount .*2\.50.*reason twice/)
    expect(within(page.getByRole('table')).getAllByRole('link', { name: 'Kesha' })[0]?.getAttribute('href')).toBe(
      `/auth/users/${kesha}`,
    )
  })

  it('shows the others where a service is silent, says so, and asks it again', async () => {
    let answers = false
    const page = open({
      'tasks.listAudit': { items: [deed(1, { action: 'reassignment.begun', subject: id(9) })], next: null },
      'billing.listAudit': () =>
        answers
          ? { items: [deed(2, { action: 'payout.returned', subject: id(8) })], next: null }
          : new ApiProblem({ code: 'forbidden', status: 403 }),
    })
    await page.findByText(/^Not known: billing\./)
    expect(await rowsOf(page)).toHaveLength(1)
    answers = true
    fireEvent.click(page.getByRole('button', { name: 'Ask again' }))
    await page.findByText('returned a payout')
    await page.findByText(/Nothing here is ever changed/)
  })

  it('is a problem only where nobody answers', async () => {
    const silence = new ApiProblem({ code: 'unavailable', status: 503 })
    const page = open(Object.fromEntries(Object.keys(nothing).map((name) => [name, silence])))
    await page.findByRole('alert')
  })

  it('comes page after page, and hides no row of another service', async () => {
    const pages = (items: AuditRecord[][]) => (request: FakeRequest) => {
      const at = Number(request.query.after ?? 0)
      return { items: items[at], next: at + 1 < items.length ? String(at + 1) : null }
    }
    const page = open({
      'tasks.listAudit': pages([[deed(9), deed(8)], [deed(5)]]),
      'mailer.listAudit': pages([[deed(7)], [deed(6)], [deed(1)]]),
    })
    await waitFor(async () => expect(await rowsOf(page)).toHaveLength(2))
    for (const count of [3, 4, 6]) {
      fireEvent.click(page.getByRole('button', { name: 'Show more' }))
      await waitFor(async () => expect(await rowsOf(page)).toHaveLength(count))
    }
    expect(page.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('asks every service by the filters of the address, the last day included', async () => {
    const page = open({}, `/operations/audit?actorId=${kesha}&action=day.closed&from=2026-03-01&to=2026-03-02`)
    await page.findByText('Nothing was done that fits. Try other filters.')
    const asked = page.asked.filter(({ route }) => route.endsWith('listAudit'))
    expect(new Set(asked.map(({ route }) => route)).size).toBe(6)
    for (const { query } of asked) {
      expect(query).toMatchObject({ actorId: kesha, action: 'day.closed' })
      expect(query.from).toBe(new Date('2026-03-01T00:00:00').toISOString())
      expect(query.to).toBe(new Date('2026-03-03T00:00:00').toISOString())
    }
  })

  it.each([
    ['en', en],
    ['ru', ru],
  ])('has words for every deed and every detail: %s', (_, words) => {
    const at = (path: string): unknown =>
      path.split('.').reduce((node: unknown, key) => (node as Record<string, unknown> | undefined)?.[key], words.audit)
    const missing = [
      ...Object.keys(auditActions).map((action) => `action.${action}`),
      ...Object.keys(AuditDetail.properties).map((key) => `detail.${key}`),
    ].filter((path) => typeof at(path) !== 'string')
    expect(missing).toEqual([])
  })
})
