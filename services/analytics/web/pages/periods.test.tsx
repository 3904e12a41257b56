import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp, saying } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, noTimes, period, task, today } from '../testing/samples.ts'

const weeks = [
  period('2026-03-09', '2026-03-15', { profitMinor: -2_500, losers: 3 }),
  period('2026-02-23', '2026-03-01', { tasksClosed: 0, closingTimes: noTimes }),
]
/** The last of the five weeks before those of the last thirty days. */
const before = period('2026-02-02', '2026-02-08', { profitMinor: 700 })

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'analytics',
    me: person({ role: 'executive' }),
    widgets: [saying('tasks', 'analytics/task/v1', ({ taskId }) => `the title of ${taskId}`)],
    at: '/periods',
    ...options,
    routes: {
      getMyAccount: account,
      listPeriodStatistics: ({ query }: { query: Record<string, string> }) => ({
        items: query.to === today || query.from! >= '2026-02-09' ? weeks : query.to === '2026-02-08' ? [before] : [],
        next: null,
        currency: 'USD',
      }),
      listRankedTasks: { items: [{ day: today, taskId: task.id, rewardMinor: 3_150 }], currency: 'USD' },
      ...options.routes,
    },
  })
const askedFor = ({ asked }: ReturnType<typeof open>, name: string) =>
  asked.filter(({ route }) => route === name).map(({ query }) => query)

it('tells the weeks of the last thirty days in tables of money, and of counts and times', async () => {
  const page = open()
  const table = await page.findByRole('table', { name: 'Money by period' })
  expect(askedFor(page, 'listPeriodStatistics')).toMatchObject([
    { period: 'week', from: '2026-02-09', to: today },
    { period: 'week', from: '2026-01-05', to: '2026-02-08' },
  ])
  const rows = within(table).getAllByRole('row')
  expect(rows).toHaveLength(3)
  expect(rows[1]!.textContent).toMatch(/9 Mar.*15 Mar.*\$50\.00.*\$30\.00.*−\$25\.003/)
  const work = within(page.getByRole('table', { name: 'Work by period' })).getAllByRole('row')
  expect(work[1]!.textContent).toMatch(/9 Mar.*15 Mar.*422\.1 hr≤ 15 min≤ 8 hr/)
  expect(work[2]!.textContent).toMatch(/40———/)
  const link = within(rows[1]!).getByRole('link')
  expect(link.getAttribute('href')).toBe('/analytics/performers?period=week&day=2026-03-09')
})

it('shows the profit of every period of the range as bars beside as many before, also where nothing happened', async () => {
  const page = open()
  const chart = within(await page.findByRole('region', { name: 'Profit by week' }))
  fireEvent.click(chart.getByText('Table'))
  await chart.findByRole('columnheader', { name: 'The weeks before' })
  const rows = within(chart.getByRole('table')).getAllByRole('row')
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    expect.anything(),
    expect.stringMatching(/9 Mar.*−\$25\.00\+\$7\.00/),
    expect.stringMatching(/2 Mar.*\$0\.00/),
    expect.stringMatching(/23 Feb.*\+\$20\.00/),
    expect.stringMatching(/16 Feb.*\$0\.00/),
    expect.stringMatching(/9 Feb.*\$0\.00/),
  ])
})

it('keeps day, week or month in the address, and takes it from there', async () => {
  const page = open()
  await page.findByRole('table', { name: 'Money by period' })
  fireEvent.click(page.getByText('Month', { selector: 'label *, label' }))
  await waitFor(() => expect(askedFor(page, 'listPeriodStatistics').at(-1)).toMatchObject({ period: 'month' }))
  expect(page.address()).toBe('/analytics/periods?period=month')
  const other = open({ at: '/periods?period=day&span=custom&from=2025-01-01&to=2026-01-01' })
  await other.findByText(/Nothing happened in these days/)
  expect(askedFor(other, 'listPeriodStatistics')).toMatchObject([
    { period: 'day', from: '2025-01-01', to: '2026-01-01' },
    { period: 'day', from: '2024-01-01', to: '2024-12-31' },
  ])
})

it('ranks the most expensive tasks of the whole range', async () => {
  const page = open()
  const tasks = within(await page.findByRole('region', { name: 'The most expensive tasks of the range' }))
  expect(await tasks.findByText(`the title of ${task.id}`)).toBeTruthy()
  expect(tasks.getByRole('table').textContent).toContain('31.50')
  expect(askedFor(page, 'listRankedTasks')).toMatchObject([{ from: '2026-02-09', to: today }])
})

it('asks for CSV of what is shown', async () => {
  const page = open({ at: '/periods?period=month' })
  fireEvent.click(await page.findByRole('button', { name: 'Save as CSV' }))
  await waitFor(() => {
    const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
    expect([csv?.route, csv?.query]).toEqual([
      'listPeriodStatistics',
      { period: 'month', from: '2026-02-09', to: today },
    ])
  })
})

it('says where nothing happened, and where Analytics does not answer', async () => {
  const quiet = open({ routes: { listPeriodStatistics: { items: [], next: null, currency: 'USD' } } })
  expect(await quiet.findByText(/Nothing happened in these days/)).toBeTruthy()
  const away = open({ routes: { listPeriodStatistics: new ApiProblem({ code: 'unavailable', status: 503 }) } })
  expect(await away.findByRole('button', { name: 'Try again' })).toBeTruthy()
})

it('is closed to performers', async () => {
  const page = open({ me: person({ role: 'performer' }) })
  expect(await page.findByText('Your role may not do this')).toBeTruthy()
  expect(page.asked.some(({ route }) => route === 'listPeriodStatistics')).toBe(false)
})
