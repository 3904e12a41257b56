import { Readable } from 'node:stream'
import type { Csv } from './door.ts'

/** A cell after RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP). */
const cell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of CSV with its line end. */
const csvLine = (row: readonly (string | number | null)[]): string => `${row.map(cell).join(',')}\r\n`

/** The lines of a CSV answer as a stream, read as fast as they are sent. */
export const csvStream = ({ rows }: Csv): Readable =>
  Readable.from(
    (async function* () {
      for await (const row of rows) yield csvLine(row)
    })(),
  )
