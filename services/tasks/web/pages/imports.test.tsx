// @vitest-environment jsdom
import type { TaskImport } from '@popug/contracts/task-imports.ts'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import en from '../../../../languages/en/tasks.json' with { type: 'json' }
import { lineReasons } from '../../server/domain/import-lines.ts'
import { pages } from '../pages.ts'
import { reasonKey } from '../parts/refused-reasons.ts'

const report: TaskImport = {
  id: '01890a5d-ac96-774b-bcce-b302099a0011',
  status: 'done',
  total: 4,
  created: 2,
  refused: [
    { line: 4, reason: lineReasons.title_with_brackets, column: 'title' },
    { line: 9, reason: lineReasons.quote_not_closed, column: null },
  ],
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

it('the report tells line by line what was refused and where, and what became of the others', async () => {
  const lines = [
    {
      line: 2,
      outcome: 'created',
      reason: null,
      column: null,
      task: { id: '01890a5d-ac96-774b-bcce-b302099a0001', key: 'POP-1', title: 'a, b' },
    },
  ]
  const shown = page({ getImport: report, listImportLines: { items: lines, next: null } }, `/imports/${report.id}`)
  const refused = within(await shown.findByRole('table', { name: 'Refused lines' }))
  expect(
    refused
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[1]?.textContent),
  ).toEqual(['title', 'the whole line'])
  const created = within(await shown.findByRole('table', { name: 'Lines that became tasks' }))
  const link = created.getByRole('link', { name: 'a, b' })
  expect(link.getAttribute('href')).toBe('/tasks/01890a5d-ac96-774b-bcce-b302099a0001')
  expect(shown.asked.find(({ route }) => route === 'listImportLines')?.query).toEqual({ outcome: 'created' })
  fireEvent.click(shown.getByRole('button', { name: 'Refused lines as CSV' }))
  await waitFor(() => {
    const asked = shown.asked.filter(({ route }) => route === 'listImportLines').at(-1)
    expect(asked?.query).toEqual({ outcome: 'refused' })
    expect(asked?.headers.get('accept')).toBe('text/csv')
  })
})

it('the report is in the person’s language', async () => {
  const shown = page({ getImport: report }, `/imports/${report.id}`, 'ru')
  await shown.findByText('В названии квадратные скобки; для ключа есть свой столбец')
  await shown.findByText('Отклонены 2 строки')
})

it('the list counts what each import came to', async () => {
  const shown = page({ listImports: { items: [report], next: null } })
  const row = (await shown.findByRole('rowheader')).closest('tr')
  expect([...(row?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)).toEqual([
    'Done',
    '4',
    '2',
    '2',
  ])
})

it('every reason that the service gives has its words', () => {
  const keys = Object.values(lineReasons).map(reasonKey)
  for (const key of keys) expect(Object.keys(en.refused)).toContain(key)
  expect(new Set(keys).size).toBe(keys.length)
})
