// @vitest-environment jsdom
import { fireEvent } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { BarsByDay } from './bars-by-day.tsx'

it('has its figures as a table too, the newest day first', async () => {
  const days = [
    { day: '1999-11-20', minor: 5000, beforeMinor: 100 },
    { day: '1999-11-21', minor: -250, beforeMinor: 0 },
  ]
  const page = renderApp(
    <BarsByDay title="Profit by day" amount="Profit" before="A week ago" currency="USD" days={days} />,
  )
  fireEvent.click(await page.findByRole('radio', { name: 'Table' }))
  await page.findByRole('table', { name: 'Profit by day' })
  const rows = page.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent))
  expect(rows).toEqual([
    ['Day', 'Profit', 'A week ago'],
    ['Sun, 21 Nov 1999', '−$2.50', '$0.00'],
    ['Sat, 20 Nov 1999', '+$50.00', '+$1.00'],
  ])
})
