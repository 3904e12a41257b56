import { faultCodes } from '@popug/contracts/faults.ts'
import { refusals } from '@popug/contracts/refusals.ts'
import { languageFolders, textsOf } from '../languages/catalogues.ts'
import { generatedBy, table } from './markdown.ts'

type Said = Readonly<Record<string, string>>

/** What a text says of a fault; of one that counts, its last form. */
const faultSaid = (texts: Said, code: string): string => texts[code] ?? texts[`${code}_other`] ?? ''

/** The closed catalogues of refusals, and of what may be wrong with a field. */
export const refusalsPage = (root: string): string => {
  const languages = languageFolders(root)
  const titles = languages.map((language) => textsOf(root, language, 'refusals.json') as Record<string, string>)
  const rows = Object.entries(refusals).map(([code, { status, message }]) => [
    `\`${code}\``,
    String(status),
    message === 'park' ? 'parks the event at once' : 'is tried again, then parked',
    ...titles.map((said) => said[code] ?? ''),
  ])
  const faults = languages.map((language) => (textsOf(root, language, 'ui.json') as { fault: Said }).fault)
  const faultRows = faultCodes.map((code) => [`\`${code}\``, ...faults.map((texts) => faultSaid(texts, code))])
  return `${generatedBy}
# Refusals

${table(['code', 'HTTP status', 'in an event handler', ...languages.map((language) => `the screen says (${language})`)], rows)}

# Faults of fields

The \`code\` of each of a refusal's \`errors\`; the gaps are filled from its \`params\`.

${table(['code', ...languages.map((language) => `the screen says (${language})`)], faultRows)}
`
}
