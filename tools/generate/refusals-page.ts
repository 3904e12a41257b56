import { refusals } from '@popug/contracts/refusals.ts'
import { generatedBy, table } from './markdown.ts'

const rows = Object.entries(refusals).map(([code, { status, message, title }]) => [
  `\`${code}\``,
  String(status),
  message === 'park' ? 'parks the event at once' : 'is tried again, then parked',
  title.en,
  title.ru,
])

/** The closed catalogue of refusals. */
export const refusalsPage = (): string => `${generatedBy}
# Refusals

${table(['code', 'HTTP status', 'in an event handler', 'the screen says', 'по-русски'], rows)}
`
