/** What is wrong with the quotes of a record. */
export type CsvFault = 'quote_not_closed' | 'text_after_quote'

/** A record of a CSV and the line of the file that it begins on. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
  readonly fault: CsvFault | null
}

interface Field {
  readonly value: string
  /** Where the separator or the end of the record stands. */
  readonly end: number
  readonly fault: CsvFault | null
}

const separators = [',', ';', '\t']

/** The separator that a header row is written with: a comma, or what spreadsheets of other countries put there. */
const separatorOf = (header: string): string => separators.find((separator) => header.includes(separator)) ?? ','

const endOfPlain = (text: string, from: number, separator: string): number => {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1
  return end
}

const readQuoted = (text: string, from: number, separator: string): Field => {
  let value = ''
  let start = from + 1
  for (;;) {
    const quote = text.indexOf('"', start)
    if (quote < 0) return { value: value + text.slice(start), end: text.length, fault: 'quote_not_closed' }
    value += text.slice(start, quote)
    if (text[quote + 1] !== '"') {
      const end = endOfPlain(text, quote + 1, separator)
      return { value, end, fault: end === quote + 1 ? null : 'text_after_quote' }
    }
    value += '"'
    start = quote + 2
  }
}

const readField = (text: string, from: number, separator: string): Field => {
  if (text[from] === '"') return readQuoted(text, from, separator)
  const end = endOfPlain(text, from, separator)
  return { value: text.slice(from, end), end, fault: null }
}

const newlinesIn = (text: string): number => text.split('\n').length - 1

/**
 * The records of a CSV by RFC 4180: quoted fields may hold separators, doubled quotes and line breaks (given as `\n`);
 * a byte order mark is passed over, and so are empty lines. Lines are counted from 1.
 */
export function* readCsv(csv: string): Generator<CsvRecord> {
  const text = csv.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(text.slice(0, endOfPlain(text, 0, '\n')))
  let at = 0
  let line = 1
  while (at < text.length) {
    const fields: string[] = []
    let fault: CsvFault | null = null
    const start = at
    for (;;) {
      const field = readField(text, at, separator)
      fields.push(field.value)
      fault ??= field.fault
      at = field.end + 1
      if (text[field.end] !== separator) break
    }
    if (fields.length > 1 || fields[0] !== '' || fault) yield { line, fields, fault }
    line += newlinesIn(text.slice(start, at))
  }
}
