// @vitest-environment jsdom
import { WidgetSlot } from '@popug/ui-kit'
import { renderApp } from '@popug/ui-kit/testing'
import { waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import title from './task-title.tsx'

const ids = ['01890a5d-ac96-774b-bcce-000000000001', '01890a5d-ac96-774b-bcce-000000000002']

describe.each(['accounts/task/v1', 'analytics/task/v1', 'auth/task/v1'] as const)('in the slot %s', (slot) => {
  const open = (routes: Record<string, unknown>) =>
    renderApp(
      <>
        {ids.map((taskId) => (
          <WidgetSlot key={taskId} name={slot} context={{ taskId }} />
        ))}
      </>,
      { service: 'accounts', widgets: [{ service: 'tasks', slot, widget: title }], routes },
    )

  it('names tasks by key and title, by one question, and leads to them', async () => {
    const items = [
      { id: ids[0], key: 'POP-1', title: 'Feed the parrot' },
      { id: ids[1], key: null, title: 'Let it out' },
    ]
    const page = open({ listTasks: { items, next: null } })
    const link = await page.findByRole('link', { name: 'POP-1 · Feed the parrot' })
    expect(link.getAttribute('href')).toBe(`/tasks/${ids[0]}`)
    expect(await page.findByRole('link', { name: 'Let it out' })).toBeTruthy()
    expect(page.asked.filter(({ route }) => route === 'listTasks')).toHaveLength(1)
  })

  it('shows the short id of a task that nobody knows', async () => {
    const page = open({ listTasks: { items: [], next: null } })
    await page.findByText('00000002')
  })

  it('is quiet while Tasks does not answer', async () => {
    const page = open({})
    await waitFor(() => expect(page.getAllByRole('button', { name: 'not known yet' })).toHaveLength(2))
  })
})
