import { readTable } from '@popug/contracts/csv-table.ts'
import type { UserLineReason } from '@popug/contracts/user-imports.ts'

/** A line of an import: whom it registers, or the reason why nobody. */
export interface UserLine {
  readonly line: number
  readonly email: string
  readonly name: string
  readonly role: string
  readonly language: string | null
  readonly reason: UserLineReason | null
}

const columns = ['email', 'name', 'role', 'language'] as const
type Column = (typeof columns)[number]
type Given = Readonly<Partial<Record<Column, string>>>
const maxLines = 2_000

/** Which field of a person is wrong, and by which word of its schema. */
export interface FieldFault {
  readonly field: string
  readonly keyword: string
}

const reasonsByFault: Readonly<Record<string, UserLineReason>> = {
  'email required': 'email_missing',
  'email format': 'email_wrong',
  'email maxLength': 'email_wrong',
  'name required': 'name_missing',
  'name maxLength': 'name_too_long',
  'role required': 'role_missing',
  'role enum': 'role_wrong',
  'language enum': 'language_wrong',
}

/**
 * The lines of a CSV of people below its header row, each with the reason if it is refused; `faultOf` is the rule for
 * people who are registered by hand. Roles and languages may be written in any case. For what it refuses altogether see
 * `readTable`: columns are email, name, role and language, which may be absent; lines 2,000 at most.
 */
export const readUserLines = (csv: string, faultOf: (user: Given) => FieldFault | null): UserLine[] => {
  const lines = readTable(csv, { columns, required: ['email', 'name', 'role'], maxLines })
  return lines.map(({ line, values: { role, language, ...words }, fault }) => {
    const given: Given = {
      ...words,
      ...(role === undefined ? {} : { role: role.toLowerCase() }),
      ...(language === undefined ? {} : { language: language.toLowerCase() }),
    }
    const wrong = fault ? null : faultOf(given)
    const reason = fault ?? (wrong && (reasonsByFault[`${wrong.field} ${wrong.keyword}`] ?? 'refused'))
    if (reason) return { line, email: '', name: '', role: '', language: null, reason }
    const known = { email: given.email ?? '', name: given.name ?? '', role: given.role ?? '' }
    return { line, ...known, language: given.language ?? null, reason: null }
  })
}
