// @vitest-environment jsdom
import { fireEvent, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { parseSearch, stringifySearch, useParam, useUrlState } from './url-state.ts'

const Filters = () => {
  const [filters, set] = useUrlState({ status: 'open', q: '' })
  return (
    <>
      <output>{JSON.stringify(filters)}</output>
      <input aria-label="q" value={filters.q} onChange={(event) => set({ q: event.currentTarget.value })} />
      <button type="button" onClick={() => set({ status: 'closed' })}>
        closed
      </button>
      <button type="button" onClick={() => set({ status: 'open' })}>
        open
      </button>
    </>
  )
}

describe('useUrlState', () => {
  it('reads the address over the defaults, a number as text', async () => {
    const page = renderApp(<Filters />, { at: '/?q=12&tab=x' })
    await page.findByText('{"status":"open","q":"12"}')
  })

  it('writes what differs from the defaults and leaves the rest of the address alone', async () => {
    const page = renderApp(<Filters />, { at: '/?tab=x' })
    fireEvent.click(await page.findByRole('button', { name: 'closed' }))
    await waitFor(() => expect(page.address()).toBe('/tasks/?tab=x&status=closed'))
    fireEvent.change(page.getByLabelText('q'), { target: { value: 'a&b' } })
    await waitFor(() => expect(page.address()).toBe('/tasks/?tab=x&status=closed&q=a%26b'))
    fireEvent.click(page.getByRole('button', { name: 'open' }))
    await waitFor(() => expect(page.address()).toBe('/tasks/?tab=x&q=a%26b'))
  })
})

it('a search survives the way to the address and back', () => {
  const search = { q: '100% & <b>', status: 'open' }
  expect(parseSearch(stringifySearch(search))).toEqual(search)
  expect(stringifySearch({ q: '', x: undefined })).toBe('')
})

it('a page takes its parameter from its path', async () => {
  const Task = () => <p>task {useParam('id')}</p>
  const page = renderApp([{ path: '/$id', page: Task }], { at: '/42' })
  await page.findByText('task 42')
})
