// @vitest-environment jsdom
import { fireEvent } from '@testing-library/react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { NewSecret } from './new-secret.tsx'

const secret = 'popug_secret'
const open = () => renderApp(<NewSecret label="Token" secret={secret} hint="Shown once" onDone={() => undefined} />)

/** Makes jsdom a browser of this kind, for this test. */
const browserWith = (object: object, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { configurable: true, value })
  onTestFinished(() => void Reflect.deleteProperty(object, name))
}

it('is copied to the clipboard', async () => {
  const writeText = vi.fn(async () => undefined)
  browserWith(navigator, 'clipboard', { writeText })
  const page = open()
  fireEvent.click(await page.findByRole('button', { name: 'Copy' }))
  await page.findByRole('button', { name: 'Copied' })
  expect(writeText).toHaveBeenCalledWith(secret)
})

it.each([
  [true, 'Copied'],
  [false, 'Copy'],
])('is selected where a browser has no clipboard, and copied as by the keys: %s', async (copies, said) => {
  let selected = ''
  const execCommand = vi.fn(() => {
    const field = document.activeElement as HTMLInputElement
    selected = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
    return copies
  })
  browserWith(document, 'execCommand', execCommand)
  const page = open()
  fireEvent.click(await page.findByRole('button', { name: 'Copy' }))
  await page.findByRole('button', { name: said })
  expect(execCommand).toHaveBeenCalledWith('copy')
  expect(selected).toBe(secret)
})
