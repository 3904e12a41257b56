// @vitest-environment jsdom
import { Modal, TextInput } from '@mantine/core'
import { waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { type FakeRequest, renderApp } from '../testing/index.tsx'
import { DayField } from './day-field.tsx'
import { NumberField } from './number-field.tsx'
import { PersonField } from './person-field.tsx'

const people = [
  { id: '01890a5d-ac96-774b-bcce-000000000001', name: 'Ara Green', role: 'performer' },
  { id: '01890a5d-ac96-774b-bcce-000000000002', name: 'Kesha Blue', role: 'performer' },
]
const listUsers = ({ query }: FakeRequest) => ({
  items: people.filter(({ id, name }) => (query.ids ? query.ids.includes(id) : name.includes(query.q ?? ''))),
  next: null,
})

const Choice = () => {
  const [id, setId] = useState('')
  return (
    <>
      <PersonField label="Performer" ofRole="performer" value={id} onChange={setId} />
      <output>{id}</output>
    </>
  )
}

describe('PersonField', () => {
  it('asks the server for what is typed and gives the id of who is chosen', async () => {
    const page = renderApp(<Choice />, { routes: { listUsers } })
    const field = await page.findByRole('combobox', { name: 'Performer' })
    const user = userEvent.setup()
    await user.type(field, 'Kesha')
    await waitFor(() => expect(page.asked.at(-1)?.query).toEqual({ q: 'Kesha', role: 'performer', limit: '20' }))
    await waitFor(() =>
      expect(page.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Kesha Blue']),
    )
    await user.click(page.getByRole('option', { name: 'Kesha Blue' }))
    await page.findByText(people[1]!.id)
    await waitFor(() => expect(field).toHaveProperty('value', 'Kesha Blue'))
  })
})

describe('DayField', () => {
  it('shows the day in the person’s language', async () => {
    const page = renderApp(<DayField label="День" value="2025-11-21" onChange={() => {}} />, { language: 'ru' })
    expect((await page.findByRole('button', { name: 'День' })).textContent).toMatch(/21 нояб\.? 2025/)
  })

  it('is cleared by a button that says so', async () => {
    const page = renderApp(<DayField label="Day" value="2025-11-21" onChange={() => {}} clearable />)
    await page.findByRole('button', { name: 'Clear' })
  })
})

const AmountDialog = () => {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Correct
      </button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Correct?">
        <TextInput label="Reason" />
        <NumberField label="Amount" data-autofocus />
      </Modal>
    </>
  )
}

describe('NumberField', () => {
  it('is where a dialog begins, and the dialog gives the focus back, the second time too', async () => {
    const page = renderApp(<AmountDialog />)
    const user = userEvent.setup()
    const button = await page.findByRole('button', { name: 'Correct' })
    for (let time = 1; time <= 2; time++) {
      await user.click(button)
      const field = await page.findByRole('textbox', { name: 'Amount' }, { timeout: 10_000 })
      await waitFor(() => expect(document.activeElement).toBe(field))
      await user.keyboard('{Escape}')
      await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(document.activeElement).toBe(button))
    }
  })
})
