import type { Language } from '@popug/contracts/roles.ts'
import type { StatementText } from './letter-statement.ts'

/** The colours of a letter by what the reader's device prefers; each is read on `paper`. */
export const palettes = {
  light: { paper: '#ffffff', ink: '#1d2421', amount: '#0e7c66' },
  dark: { paper: '#161b19', ink: '#e6ece9', amount: '#5fd3b8' },
} as const

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)

/** What a letter shows, as plain text: greeting, headline, the first paragraph, statement or list, the rest, links below. */
interface Shown {
  readonly language: Language
  readonly subject: string
  readonly headline: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly statement: StatementText | null
  readonly list?: readonly string[]
  readonly links?: readonly { readonly label: string; readonly href: string }[]
}

const { light, dark } = palettes

// Mail programs that know nothing of dark mode keep to the `style` attributes, which a rule of a sheet overrides only if it is important.
const sheet = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body { background: ${dark.paper} !important; color: ${dark.ink} !important; }
  .headline, a { color: ${dark.amount} !important; }
}`

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const listOf = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<ul style="margin:16px 0;padding-left:20px">\n${items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`

const linkTo = ({ label, href }: { label: string; href: string }): string =>
  `<p><a href="${escaped(href)}" style="color:${light.amount}">${escaped(label)}</a></p>`

const row = ({ label, amount, isResult }: StatementText['lines'][number]): string => {
  const style = `padding:4px 0;${isResult ? 'font-weight:700;border-top:1px solid' : 'font-weight:400'}`
  return `<tr>
<th scope="row" style="${style};text-align:left">${escaped(label)}</th>
<td style="${style};text-align:right;white-space:nowrap;padding-left:16px">${escaped(amount)}</td>
</tr>`
}

const table = ({
  title,
  lines,
}: StatementText): string => `<table style="width:100%;margin:16px 0;border-collapse:collapse;color:inherit">
<caption style="text-align:left;font-weight:700;padding:4px 0">${escaped(title)}</caption>
${lines.map(row).join('\n')}
</table>`

/** A letter as a page of its own: one column that fits a phone, light or dark, and nothing that is fetched from anywhere. */
export const letterHtml = (shown: Shown): string => {
  const { language, subject, headline, greeting, paragraphs, statement, list = [], links = [] } = shown
  const [first = '', ...rest] = paragraphs.map(paragraph)
  const parts = [first, statement ? table(statement) : listOf(list), ...rest, ...links.map(linkTo)].filter(Boolean)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>
${sheet}
</style>
</head>
<body style="margin:0;padding:24px 16px;font-family:sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;color:${light.ink};background:${light.paper}">
<div style="max-width:480px;margin:0 auto">
${paragraph(greeting)}
<p class="headline" style="font-size:28px;font-weight:700;margin:16px 0;color:${light.amount}">${escaped(headline)}</p>
${parts.join('\n')}
</div>
</body>
</html>
`
}
