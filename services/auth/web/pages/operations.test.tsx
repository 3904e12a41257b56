// @vitest-environment jsdom
import { logRoutes } from '@popug/contracts/log.ts'
import { serviceNames, topicsHeardBy, topicsSaidBy } from '@popug/contracts/topology.ts'
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRequest, type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import Operations from './operations.tsx'

const moment = new Date().toISOString()

/** What every service answers where all is well: 40 events said on each topic, and heard. */
const allWell = (): Record<string, unknown> =>
  Object.fromEntries(
    serviceNames.flatMap((service) => [
      [
        logRoutes(service).listSubscriptions.name,
        {
          items: topicsHeardBy(service).map((topic) => ({
            topic,
            position: 40,
            epoch: 1,
            head: 40,
            lag: 0,
            lagSeconds: 0,
            updatedAt: moment,
            parked: 0,
            replayed: 0,
            repeatable: false,
          })),
          topics: topicsSaidBy(service).map((topic) => ({ topic, epoch: 1, head: 40, published: 40, waiting: 0 })),
          courier: { kind: 'rabbitmq', state: 'up' },
          next: null,
        },
      ],
      [logRoutes(service).listDeadLetters.name, { items: [], next: null }],
    ]),
  )

const letter = {
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  topic: 'tasks',
  position: 17,
  type: 'task.closed.v1',
  event: { id: 'e', data: { taskId: 'the task' } },
  reason: 'Refusal: no such task',
  status: 'parked',
  parkedAt: moment,
  settledAt: null,
}

const open = (routes: FakeRoutes = {}, language: 'en' | 'ru' = 'en', at = '/operations') =>
  renderApp([{ path: '/operations', page: Operations, roles: ['admin'] }], {
    me: person({ role: 'admin', language }),
    service: 'auth',
    at,
    routes: { ...allWell(), ...routes } as FakeRoutes,
  })
type Opened = ReturnType<typeof open>
const asked = (page: Opened, route: string): FakeRequest[] => page.asked.filter((request) => request.route === route)

/** A row of a table as text, by what names it. */
const row = async (page: Opened, table: string, name: string): Promise<string> => {
  const found = within(await page.findByRole('table', { name: table })).getByRole('row', { name: new RegExp(name) })
  return found.textContent ?? ''
}
const changed = (service: 'accounts' | 'tasks', change: (standing: never) => object) => {
  const { name } = logRoutes(service).listSubscriptions
  return { [name]: change(structuredClone(allWell()[name]) as never) } as FakeRoutes
}

describe('the log', () => {
  it('is shown whole: who hears what, who says what, and whether the courier works', async () => {
    const page = open()
    await page.findByRole('heading', { level: 1, name: 'System' })
    await waitFor(() => expect(page.getAllByText('Courier works')).toHaveLength(6))
    const heard = within(page.getByRole('table', { name: 'What is heard' })).getAllByRole('row')
    const said = within(page.getByRole('table', { name: 'What is said' })).getAllByRole('row')
    expect([heard.length, said.length]).toEqual([1 + 8, 1 + 4])
    expect(await row(page, 'What is heard', 'analytics ← ledger')).toContain('4040nothing0')
  })

  it('tells how far a listener is behind, in events and seconds', async () => {
    const page = open(
      changed('accounts', (standing: { items: object[] }) => ({
        ...standing,
        items: standing.items.map((item) => ({ ...item, position: 38, lag: 2, lagSeconds: 75, parked: 3 })),
      })),
    )
    await page.findAllByText('2 events, 75 s')
    expect(await row(page, 'What is heard', 'accounts ← tasks')).toContain('3840')
  })

  it('tells what waits for the courier, and that it is away', async () => {
    const page = open(
      changed('tasks', (standing: { topics: object[] }) => ({
        ...standing,
        topics: standing.topics.map((topic) => ({ ...topic, published: 35, waiting: 2 })),
        courier: { kind: 'rabbitmq', state: 'down' },
      })),
    )
    await page.findByText('Courier is away')
    expect(await row(page, 'What is said', 'tasks → tasks')).toContain('403521')
  })

  it('shows the others where a service does not answer', async () => {
    const silence = new ApiProblem({ code: 'unavailable', status: 503 })
    const { listSubscriptions, listDeadLetters } = logRoutes('billing')
    const page = open({ [listSubscriptions.name]: silence, [listDeadLetters.name]: silence })
    await waitFor(() => expect(page.getAllByText('Courier works')).toHaveLength(5))
    expect(await row(page, 'What is heard', 'billing ← payouts')).toContain('not known yet')
    expect(await row(page, 'What is heard', 'mailer ← payout-results')).toContain('not known yet')
    expect(await row(page, 'What is heard', 'analytics ← tasks')).not.toContain('not known yet')
    expect(await row(page, 'What is said', 'billing → payout-results')).toContain('not known yet')
  })

  it('speaks Russian', async () => {
    const page = open(
      changed('accounts', (standing: { items: object[] }) => ({
        ...standing,
        items: standing.items.map((item) => ({ ...item, position: 35, lag: 5, lagSeconds: 9 })),
      })),
      'ru',
    )
    await page.findAllByText('5 событий, 9 с')
  })

  it('is closed to others', async () => {
    const page = renderApp([{ path: '/operations', page: Operations, roles: ['admin'] }], {
      me: person({ role: 'accountant' }),
      service: 'auth',
      at: '/operations',
    })
    expect((await page.findByRole('alert')).textContent).toContain('Your role may not do this')
  })
})

describe('parked events', () => {
  const routes = logRoutes('accounts')
  const parked = { [routes.listDeadLetters.name]: { items: [letter], next: null } }

  it('are none where all is well', async () => {
    await open().findByText(/Nothing is parked/)
  })

  it('show their reason and payload, and are replayed', async () => {
    const page = open({ ...parked, [routes.replayDeadLetter.name]: { ...letter, status: 'replayed' } })
    const table = within(await page.findByRole('table', { name: 'Parked events of accounts' }))
    expect(table.getByRole('row', { name: /tasks 17/ }).textContent).toContain('Refusal: no such task')
    fireEvent.click(table.getByRole('button', { name: 'Show' }))
    expect((await page.findByRole('dialog')).textContent).toContain('"taskId": "the task"')
    fireEvent.click(page.getByRole('button', { name: 'Close' }))
    fireEvent.click(await table.findByRole('button', { name: 'Replay' }))
    await page.findByText('The event has been applied')
    expect(asked(page, routes.replayDeadLetter.name)[0]?.params).toEqual({ id: letter.id })
  })

  it('say why a replay failed, and stay', async () => {
    const refusal = new ApiProblem({ code: 'not_found', status: 404, detail: 'no such task' })
    const page = open({ ...parked, [routes.replayDeadLetter.name]: refusal })
    fireEvent.click(await page.findByRole('button', { name: 'Replay' }))
    await page.findByText('There is no such thing')
    page.getByRole('table', { name: 'Parked events of accounts' })
  })

  it('are given up only after a question that names them', async () => {
    const page = open({ ...parked, [routes.discardDeadLetter.name]: { ...letter, status: 'discarded' } })
    fireEvent.click(await page.findByRole('button', { name: 'Give up' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(asked(page, routes.discardDeadLetter.name)).toHaveLength(0)
    dialog.getByText(/task.closed.v1 at 17 of tasks will never be applied in accounts/)
    fireEvent.click(dialog.getByRole('button', { name: 'Give up event 17 of tasks' }))
    await page.findByText('The event is given up')
    expect(asked(page, routes.discardDeadLetter.name)).toHaveLength(1)
  })

  it('that were settled are found by the address, without buttons to settle them again', async () => {
    const settled = { ...letter, status: 'replayed', settledAt: moment }
    const page = open(
      { [routes.listDeadLetters.name]: { items: [settled], next: null } },
      'en',
      '/operations?status=replayed',
    )
    await page.findByRole('table', { name: 'Parked events of accounts' })
    expect(asked(page, routes.listDeadLetters.name).at(-1)?.query).toMatchObject({ status: 'replayed' })
    expect(page.queryByRole('button', { name: 'Replay' })).toBeNull()
  })
})
