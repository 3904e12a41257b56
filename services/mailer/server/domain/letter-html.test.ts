import { languages } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { letterHtml, palettes } from './letter-html.ts'

const evil = '<script>alert(1)</script> & "x" onload=\'y\' <img src="https://spy.test/1.png">'
const line = { label: 'Fees', amount: '−$1.00', isResult: false }
const shown = {
  subject: 'A payout',
  headline: '$1.00',
  greeting: 'Hello!',
  paragraphs: ['It comes', 'Bye'],
  statement: { title: 'The day', lines: [line, { ...line, isResult: true }] },
}
const allEvil = {
  subject: evil,
  headline: evil,
  greeting: evil,
  paragraphs: [evil, evil],
  statement: { title: evil, lines: [{ label: evil, amount: evil, isResult: true }] },
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(languages)('a letter as a page, in %s', (language) => {
  it('lets nothing that it is told become markup', () => {
    const html = letterHtml({ language, ...allEvil })
    const told = html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;x&quot; onload=&#39;y&#39; &lt;img/g)
    expect(told).toHaveLength(8)
    const tags = new Set([...html.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag))
    expect([...tags].sort()).toEqual([
      'body',
      'caption',
      'div',
      'head',
      'html',
      'meta',
      'p',
      'style',
      'table',
      'td',
      'th',
      'title',
      'tr',
    ])
  })

  it('fetches nothing, and says its language and that it knows the dark', () => {
    const html = letterHtml({ language, ...shown })
    expect(html).not.toMatch(/\b(src|href|url|import|https?)\b/i)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain(`background:${palettes.light.paper}`)
    expect(html).toMatch(new RegExp(`prefers-color-scheme: dark[^]*background: ${palettes.dark.paper} !important`))
  })
})

it.each(Object.entries(palettes))('can be read in the %s', (_, { paper, ...inks }) => {
  for (const ink of Object.values(inks)) expect(contrast(paper, ink)).toBeGreaterThanOrEqual(4.5)
})
