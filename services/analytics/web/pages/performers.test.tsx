import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, noTimes, times, today } from '../testing/samples.ts'

const ara = { ...person(), id: '01890a5d-ac96-774b-bcce-b302099a0002', name: 'Ara Red' }
const rio = { ...person(), id: '01890a5d-ac96-774b-bcce-b302099a0003', name: 'Rio Blue' }
const worked = { feesMinor: 1_500, rewardsMinor: 3_250, tasksAssigned: 3, tasksClosed: 2 }

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'analytics',
    me: person({ role: 'executive' }),
    at: '/performers',
    ...options,
    routes: {
      getMyAccount: account,
      listPerformerStatistics: ({ query }: { query: Record<string, string> }) => ({
        items: query.after
          ? [{ ...worked, userId: rio.id, rewardsMinor: 0, earnedMinor: -1_500, tasksClosed: 0, closingTimes: noTimes }]
          : [{ ...worked, userId: ara.id, earnedMinor: 1_750, closingTimes: times }],
        next: query.after ? null : 'more',
        from: '2026-03-09',
        to: '2026-03-15',
        currency: 'USD',
      }),
      listUsers: { items: [ara, rio], next: null },
      ...options.routes,
    },
  })
const lastAsked = ({ asked }: ReturnType<typeof open>) =>
  asked.filter(({ route }) => route === 'listPerformerStatistics').at(-1)?.query

it('tells who did what this week, page by page', async () => {
  const page = open()
  const table = await page.findByRole('table', { name: 'Performers' })
  expect(await within(table).findByText('Ara Red')).toBeTruthy()
  expect(lastAsked(page)).toMatchObject({ period: 'week', day: today })
  expect(within(table).getAllByRole('row')[1]!.textContent).toMatch(
    /\$15\.00.*\$32\.50.*\+\$17\.50322\.1 hr≤ 15 min≤ 8 hr/,
  )
  fireEvent.click(page.getByRole('button', { name: /more/i }))
  expect(await within(table).findByText('Rio Blue')).toBeTruthy()
  expect(within(table).getAllByRole('row')[2]!.textContent).toMatch(/−\$15\.0030———/)
})

it('takes period and day from the address, and keeps the choice there', async () => {
  const page = open({ at: '/performers?period=day&day=2026-03-04' })
  await page.findByRole('table', { name: 'Performers' })
  expect(lastAsked(page)).toMatchObject({ period: 'day', day: '2026-03-04' })
  fireEvent.click(page.getByText('Month', { selector: 'label *, label' }))
  await waitFor(() => expect(lastAsked(page)).toMatchObject({ period: 'month', day: '2026-03-04' }))
  expect(page.address()).toBe('/analytics/performers?period=month&day=2026-03-04')
})

it('asks for CSV of the period', async () => {
  const page = open({ at: '/performers?period=day&day=2026-03-04' })
  fireEvent.click(await page.findByRole('button', { name: 'Save as CSV' }))
  await waitFor(() => {
    const csv = page.asked.find(({ headers }) => headers.get('accept') === 'text/csv')
    expect([csv?.route, csv?.query]).toEqual(['listPerformerStatistics', { period: 'day', day: '2026-03-04' }])
  })
})

it('says that nobody worked', async () => {
  const nobody = { items: [], next: null, from: today, to: today, currency: 'USD' }
  const page = open({ routes: { listPerformerStatistics: nobody } })
  expect(await page.findByText('Nobody had a task in this period.')).toBeTruthy()
})
