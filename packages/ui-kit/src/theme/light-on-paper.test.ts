// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { printLight } from './light-on-paper.ts'

const scheme = (): string | null => document.documentElement.getAttribute('data-mantine-color-scheme')

it('a dark page is light on paper, and dark again on the screen', () => {
  document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
  const leave = printLight()
  window.dispatchEvent(new Event('beforeprint'))
  expect(scheme()).toBe('light')
  window.dispatchEvent(new Event('afterprint'))
  expect(scheme()).toBe('dark')
  leave()
  window.dispatchEvent(new Event('beforeprint'))
  expect(scheme()).toBe('dark')
})
