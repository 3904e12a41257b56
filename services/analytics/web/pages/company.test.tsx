import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp, saying } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, day, task, today } from '../testing/samples.ts'

const statistics = [
  day(today, { profitMinor: -2_500, losers: 3, tasksClosed: 5 }),
  day('2026-03-09', { profitMinor: 0, losers: 1, tasksClosed: 0 }),
  day('2026-03-04', { profitMinor: 1_000, tasksClosed: 2 }),
  day('2026-03-03', { profitMinor: 9_900, tasksClosed: 10 }),
]

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'analytics',
    me: person({ role: 'executive' }),
    widgets: [saying('tasks', 'analytics/task/v1', ({ taskId }) => `the title of ${taskId}`)],
    ...options,
    routes: {
      getMyAccount: account,
      listDayStatistics: ({ query }: { query: Record<string, string> }) => ({
        items: statistics.filter((one) => one.day >= query.from! && one.day <= query.to!),
        next: null,
        currency: 'USD',
      }),
      listTopTasks: {
        items: [{ from: today, to: today, taskId: task.id, rewardMinor: 3_150 }],
        next: null,
        currency: 'USD',
      },
      ...options.routes,
    },
  })
type Page = ReturnType<typeof open>
const lastAsked = ({ asked }: Page, name: string) => asked.filter(({ route }) => route === name).at(-1)?.query

describe('the company by days', () => {
  it('sums the last seven days beside the seven before, and names today’s losers', async () => {
    const page = open()
    const figure = async (name: string) => (await page.findByRole('region', { name })).textContent
    expect(await figure('Profit')).toMatch(/−\$15\.00.*↓ down \$114\.00.*before: \+\$99\.00/)
    expect(await figure('Tasks closed')).toMatch(/7↓ down 3.*before: 10$/)
    await waitFor(async () => expect(await figure('Performers below zero today')).toMatch(/3↑ up 2The day before: 1$/))
    expect(page.asked.find(({ route }) => route === 'listDayStatistics')?.query).toMatchObject({
      from: '2026-02-25',
      to: today,
    })
  })

  it('shows profit by day as a table too', async () => {
    const page = open()
    const chart = within(await page.findByRole('region', { name: 'Profit by day' }))
    fireEvent.click(chart.getByText('Table'))
    const rows = within(await chart.findByRole('table')).getAllByRole('row')
    expect(rows).toHaveLength(8)
    expect(rows[1]!.textContent).toMatch(/10 Mar.*−\$25\.00.*\+\$99\.00/)
  })

  it('saves the days of the range for a spreadsheet', async () => {
    const page = open({ at: '/?span=30', routes: { listPeriodStatistics: { items: [], next: null, currency: 'USD' } } })
    fireEvent.click(await page.findByRole('button', { name: 'Save as CSV' }))
    await waitFor(() => {
      const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
      expect([csv?.route, csv?.query]).toEqual([
        'listPeriodStatistics',
        { period: 'day', from: '2026-02-09', to: today },
      ])
    })
  })

  it('names the most expensive task of each period, and keeps the period in the address', async () => {
    const page = open()
    const tops = within(await page.findByRole('region', { name: 'The most expensive tasks' }))
    await tops.findByText(`the title of ${task.id}`)
    expect(tops.getByRole('table').textContent).toContain('31.50')
    fireEvent.click(tops.getByText('Week', { selector: 'label *, label' }))
    await waitFor(() => expect(lastAsked(page, 'listTopTasks')).toMatchObject({ period: 'week', from: '2026-03-04' }))
    expect(page.address()).toBe('/analytics/?period=week')
  })

  it('saves the most expensive tasks of each week for a spreadsheet', async () => {
    const page = open({ at: '/?span=30&period=week' })
    const tops = within(await page.findByRole('region', { name: 'The most expensive tasks' }))
    fireEvent.click(tops.getByRole('button', { name: 'Save the tasks as CSV' }))
    await waitFor(() => {
      const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
      expect([csv?.route, csv?.query]).toEqual(['listTopTasks', { period: 'week', from: '2026-02-09', to: today }])
    })
  })

  it('takes its range from the address', async () => {
    const page = open({ at: '/?span=custom&from=2026-03-03&to=2026-03-04' })
    const profit = await page.findByRole('region', { name: 'Profit' })
    expect(profit.textContent).toContain('+$109.00')
    expect(lastAsked(page, 'listTopTasks')).toMatchObject({ from: '2026-03-03', to: '2026-03-04' })
  })

  it('asks for nothing by a range that is not right, and says what is', async () => {
    const page = open({ at: '/?span=custom&from=2026-03-05&to=2026-03-04' })
    expect((await page.findByRole('alert')).textContent).toContain('in this order')
    expect(page.asked.some(({ route }) => route === 'listDayStatistics')).toBe(false)
  })

  it('works while Accounts does not answer, by the day of the person’s own clock', async () => {
    const page = open({ routes: { getMyAccount: new ApiProblem({ code: 'unavailable', status: 503 }) } })
    expect(await page.findByRole('region', { name: 'Profit' })).toBeTruthy()
  })

  it('shows a problem with a way to try again', async () => {
    const page = open({ routes: { listDayStatistics: new ApiProblem({ code: 'unavailable', status: 503 }) } })
    expect(await page.findByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('is closed to performers', async () => {
    const page = open({ me: person({ role: 'performer' }) })
    expect(await page.findByText('Your role may not do this')).toBeTruthy()
    expect(page.asked.some(({ route }) => route === 'listDayStatistics')).toBe(false)
  })
})

describe('the rebuild', () => {
  it('asks an admin first', async () => {
    const page = open({ me: person({ role: 'admin' }), routes: { rebuildAnalytics: { status: 'started' } } })
    fireEvent.click(await page.findByRole('button', { name: 'Make anew' }))
    const dialog = within(await page.findByRole('dialog'))
    expect(page.asked.some(({ route }) => route === 'rebuildAnalytics')).toBe(false)
    fireEvent.click(dialog.getByRole('button', { name: 'Drop and make all statistics anew' }))
    expect(await page.findByText('The statistics are being made anew')).toBeTruthy()
    expect(page.asked.some(({ route }) => route === 'rebuildAnalytics')).toBe(true)
  })

  it('is not for executives', async () => {
    const page = open()
    await page.findByRole('region', { name: 'Profit' })
    expect(page.queryByRole('button', { name: 'Make anew' })).toBeNull()
  })
})
