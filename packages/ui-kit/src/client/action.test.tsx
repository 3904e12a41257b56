// @vitest-environment jsdom
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { fireEvent, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type FakeRoutes, renderApp } from '../testing/index.tsx'
import { useAction } from './action.ts'
import { useList } from './list.ts'
import { ApiProblem } from './problem.ts'

const silence = new ApiProblem({ code: 'unavailable', status: 503 })

const Creator = () => {
  const list = useList(taskRoutes.listTasks)
  const create = useAction(taskRoutes.createTask)
  return (
    <>
      <p>{list.data?.length ?? '…'} tasks</p>
      <button type="button" disabled={create.running} onClick={() => create.run({ body: { title: 'One' } })}>
        create
      </button>
    </>
  )
}

const open = async (routes: FakeRoutes) => {
  const page = renderApp(<Creator />, { routes: { listTasks: { items: [], next: null }, ...routes } })
  const button = await page.findByRole('button', { name: 'create' })
  const made = () => page.asked.filter(({ route }) => route === 'createTask')
  const click = async (): Promise<void> => {
    const before = made().length
    fireEvent.click(button)
    await waitFor(() => expect(made()).toHaveLength(before + 1))
    await waitFor(() => expect(button).toHaveProperty('disabled', false))
  }
  return { page, click, keys: () => made().map(({ headers }) => headers.get('idempotency-key')) }
}

describe('an action', () => {
  it('repeats its key while its outcome is unknown, and takes a new one after', async () => {
    const outcomes: unknown[] = [silence, {}, {}]
    const { click, keys } = await open({ createTask: () => outcomes.shift() })
    await click()
    await click()
    await click()
    const [first, second, third] = keys()
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('takes a new key after a refusal', async () => {
    const { click, keys } = await open({ createTask: new ApiProblem({ code: 'no_performers', status: 409 }) })
    await click()
    await click()
    expect(new Set(keys()).size).toBe(2)
  })

  it('says a refusal in a toast, once', async () => {
    const { page, click } = await open({ createTask: new ApiProblem({ code: 'no_performers', status: 409 }) })
    await click()
    await click()
    await waitFor(() => expect(page.getAllByText('There is no active performer to give the task to')).toHaveLength(1))
  })

  it('has what shows its service asked anew', async () => {
    const { page, click } = await open({ createTask: {} })
    await page.findByText('0 tasks')
    const lists = () => page.asked.filter(({ route }) => route === 'listTasks').length
    const before = lists()
    await click()
    await waitFor(() => expect(lists()).toBe(before + 1))
  })
})
