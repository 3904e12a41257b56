// @vitest-environment jsdom
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { fireEvent, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useList } from '../client/list.ts'
import { ApiProblem } from '../client/problem.ts'
import { Empty } from '../states/empty.tsx'
import { type FakeRequest, type FakeRoutes, renderApp } from '../testing/index.tsx'
import { ListTable } from './list-table.tsx'

const Tasks = () => (
  <ListTable
    of={useList(taskRoutes.listTasks, { query: { status: 'open' } })}
    label="Open tasks"
    rowKey={(task) => task.id}
    columns={[
      { key: 'title', title: 'Title', main: true, cell: (task) => task.title },
      { key: 'act', title: '', cell: () => 'close' },
    ]}
    empty={<Empty title="Here your tasks will be" />}
  />
)
const open = (routes: FakeRoutes) => renderApp(<Tasks />, { routes })

describe('ListTable', () => {
  it('shows rows under their headings and more of them by the cursor', async () => {
    const page = open({
      listTasks: ({ query }: FakeRequest) =>
        query.after === 'two'
          ? { items: [{ id: '3', title: 'Third' }], next: null }
          : { items: [{ id: '1', title: 'First' }], next: 'two' },
    })
    await page.findByRole('table', { name: 'Open tasks' })
    expect(page.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Title'])
    expect(page.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['First'])
    fireEvent.click(page.getByRole('button', { name: 'Show more' }))
    await page.findByRole('rowheader', { name: 'Third' })
    expect(page.getAllByRole('rowheader')).toHaveLength(2)
    expect(page.queryByRole('button', { name: 'Show more' })).toBeNull()
    expect(page.asked.at(-1)?.query).toEqual({ status: 'open', after: 'two' })
  })

  it('says what will be here when nothing is', async () => {
    await open({ listTasks: { items: [], next: null } }).findByText('Here your tasks will be')
  })

  it('goes on saying what happened while it asks again', async () => {
    let asked = 0
    let answer = (): void => {}
    const page = open({
      listTasks: () => {
        asked += 1
        if (asked === 1) return new ApiProblem({ code: 'forbidden', status: 403 })
        return new Promise((done) => {
          answer = () => done({ items: [], next: null })
        })
      },
    })
    fireEvent.click(await page.findByRole('button', { name: 'Try again' }))
    const button = await waitFor(() => page.getByRole('button', { name: 'Try again', busy: true }))
    expect(page.getByRole('alert').contains(button)).toBe(true)
    expect(page.queryByRole('status')).toBeNull()
    answer()
    await page.findByText('Here your tasks will be')
    expect(page.queryByRole('alert')).toBeNull()
  })

  it('says what happened and tries again', async () => {
    let broken = true
    const page = open({
      listTasks: () =>
        broken ? new ApiProblem({ code: 'forbidden', status: 403, correlationId: 'c-7' }) : { items: [], next: null },
    })
    const alert = await page.findByRole('alert')
    expect(alert.textContent).toContain('Your role may not do this')
    expect(alert.textContent).toContain('c-7')
    broken = false
    fireEvent.click(page.getByRole('button', { name: 'Try again' }))
    await waitFor(() => page.getByText('Here your tasks will be'))
  })
})
