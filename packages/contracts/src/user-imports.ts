import { type Static, Type } from 'typebox'
import { Email, Name } from './auth.ts'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { Invitation } from './invitations.ts'
import { Language, only, Role } from './roles.ts'
import { closedObject, pageOf, paging, query, route } from './route.ts'

const service = 'auth'
const largest = 512 * 1024

/** A person as a line of an import names them. */
export const ImportedUser = closedObject({ email: Email, name: Name, role: Role, language: Type.Optional(Language) })

/** Why a line registers nobody. */
export const userLineReasons = [
  'quote_not_closed',
  'text_after_quote',
  'not_utf8',
  'too_many_fields',
  'email_missing',
  'email_wrong',
  'name_missing',
  'name_too_long',
  'role_missing',
  'role_wrong',
  'language_wrong',
  'email_taken',
  'refused',
] as const
export type UserLineReason = (typeof userLineReasons)[number]

export const UserImport = Type.Object({
  id: Id,
  status: Type.Enum(['waiting', 'running', 'done']),
  total: Type.Integer(),
  created: Type.Integer({ description: 'people registered so far' }),
  refused: Type.Array(Type.Object({ line: Type.Integer(), reason: Type.Enum([...userLineReasons]) })),
  withoutPassword: Type.Integer({ description: 'registered people who have not chosen a password yet' }),
  createdAt: Moment,
})
export type UserImport = Static<typeof UserImport>

const one = closedObject({ id: Id })

export const userImportRoutes = {
  createUserImport: route({
    name: 'createUserImport',
    service,
    method: 'POST',
    path: '/imports',
    who: only('admin'),
    summary: 'Takes in a CSV with the columns email, name, role, language (RFC 4180, UTF-8, at most 2,000 lines)',
    body: Type.String({ maxLength: largest }),
    consumes: 'text/csv',
    bodyLimit: largest,
    status: 202,
    answer: UserImport,
    creates: true,
    refusals: ['too_large'],
  }),
  listUserImports: route({
    name: 'listUserImports',
    service,
    method: 'GET',
    path: '/imports',
    who: only('admin'),
    summary: 'Imports of people, newest first, each with the first 20 of its refused lines',
    query: query({ ...paging }),
    answer: pageOf(UserImport),
  }),
  getUserImport: route({
    name: 'getUserImport',
    service,
    method: 'GET',
    path: '/imports/:id',
    who: only('admin'),
    summary: 'Progress of one import of people and its refused lines',
    params: one,
    answer: UserImport,
    refusals: ['not_found'],
  }),
  inviteImported: route({
    name: 'inviteImported',
    service,
    method: 'POST',
    path: '/imports/:id/invitations',
    who: only('admin'),
    byToken: false,
    // No `creates`, here and below: what a repetition is answered is kept, and a secret is not for keeping.
    summary: 'New links for the people of an import who have no password yet; those given before stop working',
    params: one,
    answer: Type.Object({ items: Type.Array(Invitation) }),
    csv: true,
    refusals: ['not_found'],
  }),
}
