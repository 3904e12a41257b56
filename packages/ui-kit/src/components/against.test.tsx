// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { Against } from './against.tsx'

const show = (difference: number) => `${difference} tasks`

it.each([
  [7, 4, 'more', '↑ up 3 tasks', '--popug-gain'],
  [-2, 4, 'more', '↓ down 6 tasks', '--popug-debt'],
  [7, 4, 'less', '↑ up 3 tasks', '--popug-debt'],
  [1, 4, 'less', '↓ down 3 tasks', '--popug-gain'],
  [4, 4, 'less', 'no change', undefined],
] as const)('from %i, now against %i before, where %s is good: %s', async (now, before, good, said, colour) => {
  const page = renderApp(
    <div data-testid="change">
      <Against name="Yesterday" was={show(before)} now={now} before={before} show={show} good={good} />
    </div>,
  )
  const change = await page.findByTestId('change')
  expect(change.textContent).toBe(`${said}Yesterday: 4 tasks`)
  expect(change.firstElementChild?.textContent).toBe(said)
  const style = change.firstElementChild?.getAttribute('style') ?? ''
  if (colour) expect(style).toContain(colour)
  else expect(style).not.toContain('--popug')
})
