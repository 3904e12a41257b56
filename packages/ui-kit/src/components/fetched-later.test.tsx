// @vitest-environment jsdom
import { Button, Modal, TextInput } from '@mantine/core'
import { act, fireEvent, waitFor } from '@testing-library/react'
import { useLayoutEffect, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { fetchedLater } from './fetched-later.tsx'

const Form = ({ label }: { readonly label: string }) => (
  <>
    <TextInput label="Another" />
    <TextInput label={label} data-autofocus />
  </>
)

const dialogOf = (load: () => Promise<{ default: typeof Form }>) => {
  const form = fetchedLater(load)
  const Dialog = () => {
    const [opened, setOpened] = useState(false)
    return (
      <>
        <Button onPointerEnter={form.comes} onClick={() => setOpened(true)}>
          Open
        </Button>
        <Modal opened={opened} onClose={() => setOpened(false)} title="A dialog">
          <form.Part label="Title" />
        </Modal>
      </>
    )
  }
  return renderApp(<Dialog />)
}

describe('what is fetched later', () => {
  it('is fetched once, when somebody points at its button, and takes the focus where it belongs', async () => {
    const load = vi.fn(async () => ({ default: Form }))
    const page = dialogOf(load)
    const button = await page.findByRole('button', { name: 'Open' })
    expect(load).not.toHaveBeenCalled()
    fireEvent.pointerEnter(button)
    fireEvent.pointerEnter(button)
    fireEvent.click(button)
    const field = await page.findByLabelText('Title')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('is waited for with a skeleton in an open dialog', async () => {
    let arrive: (form: { default: typeof Form }) => void = () => {}
    const page = dialogOf(
      () =>
        new Promise((done) => {
          arrive = done
        }),
    )
    fireEvent.click(await page.findByRole('button', { name: 'Open' }))
    await page.findByRole('status')
    arrive({ default: Form })
    const field = await page.findByLabelText('Title')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(page.queryByRole('status')).toBeNull()
  })

  it('can be tried again where it did not come', async () => {
    let away = true
    const page = dialogOf(() => (away ? Promise.reject(new TypeError('no line')) : Promise.resolve({ default: Form })))
    fireEvent.click(await page.findByRole('button', { name: 'Open' }))
    const again = await page.findByRole('button', { name: 'Try again' })
    away = false
    fireEvent.click(again)
    await page.findByLabelText('Title')
  })

  it.each(['before', 'after'])(
    'gives the focus back to the button where it came %s the dialog was opened',
    async (when) => {
      let come = () => {}
      const page = dialogOf(() => new Promise((resolve) => (come = () => resolve({ default: Form }))))
      const button = await page.findByRole('button', { name: 'Open' })
      button.focus()
      fireEvent.pointerEnter(button)
      if (when === 'before') await act(async () => come())
      fireEvent.click(button)
      await page.findByRole('dialog')
      if (when === 'after') await act(async () => come())
      const field = await page.findByLabelText('Title')
      await waitFor(() => expect(document.activeElement).toBe(field))
      fireEvent.keyDown(field, { key: 'Escape' })
      await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(document.activeElement).toBe(button))
    },
  )

  it('is shown where it comes between the first drawing and what follows it', async () => {
    const module = { default: Form }
    const atOnce = Promise.resolve(module)
    // A promise is late by its nature; this one tells as soon as it is asked.
    vi.spyOn(atOnce, 'then').mockImplementation((tell) => Promise.resolve(tell?.(module)) as never)
    const form = fetchedLater(() => atOnce)
    const Page = () => {
      useLayoutEffect(form.comes, [])
      return <form.Part label="Title" />
    }
    const page = renderApp(<Page />)
    await page.findByLabelText('Title')
  })
})
