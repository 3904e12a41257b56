// @vitest-environment jsdom
import { renderApp } from '@popug/ui-kit/testing'
import { expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'

const show = async (text: string): Promise<HTMLElement> => {
  const { container } = renderApp(<Markdown>{`${text}\n\n**the end**`}</Markdown>)
  await expect.poll(() => container.querySelector('main strong')?.textContent, { timeout: 20_000 }).toBe('the end')
  return container.querySelector('main') as HTMLElement
}

it('writes headings, lists, code, tables and ticks', async () => {
  const shown = await show('# Feed\n\n- [x] seeds\n- [ ] water\n\n`code`\n\n| a | b |\n| - | - |\n| 1 | 2 |')
  expect(shown.querySelector('h3')?.textContent).toBe('Feed')
  expect(shown.querySelector('h1')).toBeNull()
  expect(shown.querySelectorAll('li')).toHaveLength(2)
  expect([...shown.querySelectorAll('li [role="img"]')].map((tick) => tick.getAttribute('aria-label'))).toEqual([
    'done',
    'to do',
  ])
  expect(shown.querySelector('code')?.textContent).toBe('code')
  expect(shown.querySelectorAll('tbody td')).toHaveLength(2)
})

it.each([
  ['[x](https://popug.test/a)', 'https://popug.test/a'],
  ['[x](mailto:kesha@popug.test)', 'mailto:kesha@popug.test'],
  ['see https://popug.test/b', 'https://popug.test/b'],
])('%s leads away without telling from where', async (text, address) => {
  const link = (await show(text)).querySelector('a')
  expect(link?.getAttribute('href')).toBe(address)
  expect(link?.getAttribute('rel')).toContain('noopener')
  expect(link?.getAttribute('target')).toBe('_blank')
})

it.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](/auth/api/session)',
  '[x](//popug.test)',
  '![x](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a>',
])('%s is no link', async (text) => {
  expect((await show(text)).querySelector('a')).toBeNull()
})

it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<iframe src="https://popug.test">'])(
  'the HTML %s stays text',
  async (html) => {
    const shown = await show(`${html} here`)
    expect(shown.querySelector('script, img, iframe')).toBeNull()
    expect(shown.textContent).toContain('here')
  },
)

it('a picture is a link to it, so that nothing is fetched from elsewhere', async () => {
  const shown = await show('![a parrot](https://popug.test/parrot.png)')
  expect(shown.querySelector('img')).toBeNull()
  expect(shown.querySelector('a')?.textContent).toBe('a parrot')
})
