// @vitest-environment jsdom
import type { TaskImport } from '@popug/contracts/tasks.ts'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import en from '../../../../languages/en/tasks.json' with { type: 'json' }
import { lineReasons } from '../../server/domain/import-lines.ts'
import { pages } from '../pages.ts'
import { reasonKey } from '../parts/refused-reasons.ts'

const report: TaskImport = {
  id: '01890a5d-ac96-774b-bcce-b302099a0011',
  status: 'done',
  total: 3,
  created: 2,
  refused: [{ line: 4, reason: lineReasons.title_with_brackets }],
  createdAt: '2026-01-02T10:00:00.000Z',
}
const page = (routes: Record<string, unknown>, at = '/imports', language: 'en' | 'ru' = 'en') =>
  renderApp(pages, { me: person({ role: 'manager' }), at, language, routes })

it('a chosen file is sent as it is, and its report opens', async () => {
  const shown = page({
    listImports: { items: [], next: null },
    createImport: { ...report, status: 'waiting', created: 0 },
    getImport: report,
  })
  await shown.findByText('Nothing has been imported yet.')
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  const csv = 'title\n"a, b"\nc\n[x]\n'
  fireEvent.change(input, { target: { files: [new File([csv], 'tasks.csv', { type: 'text/csv' })] } })
  await waitFor(() => expect(shown.address()).toBe(`/tasks/imports/${report.id}`))
  const sent = shown.asked.find(({ route }) => route === 'createImport')
  expect(sent?.body).toBe(csv)
  expect(sent?.headers.get('content-type')).toBe('text/csv')
  await shown.findByText('2 of 2 tasks created')
  await shown.findByText('The title has square brackets; the key has a column of its own')
})

it('the report is in the person’s language', async () => {
  const shown = page({ getImport: report }, `/imports/${report.id}`, 'ru')
  await shown.findByText('В названии квадратные скобки; для ключа есть свой столбец')
  await shown.findByText('Отклонена 1 строка')
})

it('the list counts what each import came to', async () => {
  const shown = page({ listImports: { items: [report], next: null } })
  const row = (await shown.findByRole('rowheader')).closest('tr')
  expect([...(row?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)).toEqual([
    'Done',
    '3',
    '2',
    '1',
  ])
})

it('every reason that the service gives has its words', () => {
  const keys = Object.values(lineReasons).map(reasonKey)
  for (const key of keys) expect(Object.keys(en.refused)).toContain(key)
  expect(new Set(keys).size).toBe(keys.length)
})
