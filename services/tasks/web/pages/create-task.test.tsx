// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { account, someone, task } from '../testing/samples.ts'

const page = (routes: Record<string, unknown>) =>
  renderApp(pages, {
    routes: { listTasks: { items: [task()], next: null }, getMyAccount: account, ...routes },
  })

describe('a new task', () => {
  const open = async (routes: Record<string, unknown>) => {
    const shown = page(routes)
    fireEvent.click(await shown.findByRole('button', { name: 'New task' }))
    await within(await shown.findByRole('dialog')).findByLabelText(/^Title/)
    return shown
  }
  const fill = (shown: Awaited<ReturnType<typeof open>>, title: string, key = '') => {
    const dialog = within(shown.getByRole('dialog'))
    fireEvent.change(dialog.getByLabelText(/^Title/), { target: { value: title } })
    fireEvent.change(dialog.getByLabelText('Key'), { target: { value: key } })
    fireEvent.click(dialog.getByRole('button', { name: 'Create and assign' }))
  }

  it('is created, and tells whose it became', async () => {
    const shown = await open({ createTask: task({ key: 'POP-7', userId: someone.id }), getUser: someone })
    fill(shown, ' Sing ', 'POP-7')
    await shown.findByText('POP-7 is created and given to Gosha.')
    expect(shown.asked.find(({ route }) => route === 'createTask')?.body).toEqual({ title: 'Sing', key: 'POP-7' })
    await waitFor(() => expect(shown.queryByRole('dialog')).toBeNull())
    fireEvent.click(shown.getByRole('button', { name: 'New task' }))
    expect(((await shown.findByLabelText(/^Title/)) as HTMLInputElement).value).toBe('')
  })

  it.each([
    ['', '', 'A task needs a title'],
    ['[POP-1] Sing', '', 'No square brackets: the key has its own field'],
    ['x'.repeat(201), '', 'At most 200 characters'],
    ['Sing', 'a b', 'Letters, digits and . _ / - only, beginning with a letter or digit'],
  ])('with title "%s" and key "%s" is not sent', async (title, key, words) => {
    const shown = await open({})
    fill(shown, title, key)
    await shown.findByText(words)
    expect(shown.asked.some(({ route }) => route === 'createTask')).toBe(false)
    // The first field that is wrong is where one goes on.
    const wrong = within(shown.getByRole('dialog')).getByLabelText(title === 'Sing' ? 'Key' : /^Title/)
    await waitFor(() => expect(document.activeElement).toBe(wrong))
  })

  it('stays in its dialog when it is refused', async () => {
    const shown = await open({ createTask: new ApiProblem({ code: 'no_performers', status: 409 }) })
    fill(shown, 'Sing')
    await shown.findByText('There is no active performer to give the task to')
    expect((shown.getByLabelText(/^Title/) as HTMLInputElement).value).toBe('Sing')
  })

  it('opens by the key C of any layout, which the help sheet tells, and stays away while somebody types', async () => {
    const shown = page({})
    await shown.findByRole('button', { name: 'New task' })
    fireEvent.keyDown(document.body, { key: '?' })
    const sheet = within(await shown.findByRole('dialog', { name: 'Keys' }))
    expect(sheet.getByRole('rowheader', { name: 'New task' }).closest('tr')?.textContent).toBe('New taskC')
    fireEvent.keyDown(document.body, { key: 'с', code: 'KeyC' })
    expect(shown.queryByRole('dialog', { name: 'New task' })).toBeNull()
    fireEvent.click(sheet.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(shown.queryByRole('dialog')).toBeNull())
    fireEvent.keyDown(document.body, { key: 'с', code: 'KeyC' })
    await shown.findByRole('dialog', { name: 'New task' })
  })

  it('is sent by Ctrl+Enter from its description', async () => {
    const shown = await open({ createTask: task({ key: 'POP-7', userId: someone.id }), getUser: someone })
    const dialog = within(shown.getByRole('dialog'))
    fireEvent.change(dialog.getByLabelText(/^Title/), { target: { value: 'Sing' } })
    const description = dialog.getByRole('textbox', { name: 'Description' })
    fireEvent.change(description, { target: { value: '**loudly**' } })
    fireEvent.keyDown(description, { key: 'Enter', ctrlKey: true })
    await shown.findByText('POP-7 is created and given to Gosha.')
    const sent = shown.asked.filter(({ route }) => route === 'createTask')
    expect(sent.map(({ body }) => body)).toEqual([{ title: 'Sing', description: '**loudly**' }])
  })

  it('shows what its Markdown becomes', async () => {
    const shown = await open({})
    const dialog = within(shown.getByRole('dialog'))
    fireEvent.change(dialog.getByRole('textbox', { name: 'Description' }), { target: { value: '**loudly**' } })
    fireEvent.click(dialog.getByRole('tab', { name: 'Preview' }))
    expect((await dialog.findByText('loudly')).tagName).toBe('STRONG')
  })

  it('keeps what was written when its dialog is left, and forgets it when it is given up', async () => {
    const shown = await open({})
    const titleIn = () => shown.getByLabelText(/^Title/) as HTMLInputElement
    const leaveBy = async (name: string) => {
      fireEvent.click(within(shown.getByRole('dialog')).getByRole('button', { name }))
      await waitFor(() => expect(shown.queryByRole('dialog')).toBeNull())
      fireEvent.click(shown.getByRole('button', { name: 'New task' }))
      await shown.findByRole('dialog')
    }
    fireEvent.change(titleIn(), { target: { value: 'Sing' } })
    await leaveBy('Close')
    expect(titleIn().value).toBe('Sing')
    await leaveBy('Cancel')
    expect(titleIn().value).toBe('')
  })
})
