import { refusals } from '@popug/contracts/refusals.ts'
import { languageFolders, textsOf } from '../languages/catalogues.ts'
import { generatedBy, table } from './markdown.ts'

/** The closed catalogue of refusals. */
export const refusalsPage = (root: string): string => {
  const languages = languageFolders(root)
  const titles = languages.map((language) => textsOf(root, language, 'refusals.json') as Record<string, string>)
  const rows = Object.entries(refusals).map(([code, { status, message }]) => [
    `\`${code}\``,
    String(status),
    message === 'park' ? 'parks the event at once' : 'is tried again, then parked',
    ...titles.map((said) => said[code] ?? ''),
  ])
  return `${generatedBy}
# Refusals

${table(['code', 'HTTP status', 'in an event handler', ...languages.map((language) => `the screen says (${language})`)], rows)}
`
}
