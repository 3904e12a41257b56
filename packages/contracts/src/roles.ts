import { Type } from 'typebox'
import { languages } from '../generated/languages.ts'

/** What a person is to the company. One role each; the glossary says what each may do. */
export const roles = ['performer', 'manager', 'accountant', 'executive', 'admin'] as const
export const Role = Type.Enum([...roles])
export type Role = (typeof roles)[number]

export { languages }
export const Language = Type.Enum([...languages])
export type Language = (typeof languages)[number]

/**
 * Who may call a route.
 * - `anyone`: no session needed.
 * - `signed_in`: any person with a session.
 * - `roles`: people of these roles only.
 * - `own`: every signed-in person for what is their own; people of `orRoles` for everyone's.
 * `services` admits other services with their own credential besides.
 */
export type Who =
  | { readonly is: 'anyone' }
  | { readonly is: 'signed_in'; readonly services?: true }
  | { readonly is: 'roles'; readonly roles: readonly Role[]; readonly services?: true }
  | { readonly is: 'own'; readonly orRoles: readonly Role[] }

export const anyone: Who = { is: 'anyone' }
export const signedIn: Who = { is: 'signed_in' }
export const signedInOrService: Who = { is: 'signed_in', services: true }
/** People of these roles. */
export const only = (...roles: Role[]): Who => ({ is: 'roles', roles })
/** Other services, and people of these roles. */
export const serviceOr = (...roles: Role[]): Who => ({ is: 'roles', roles, services: true })
/** Everyone for what is their own, people of these roles for everyone's. */
export const ownOr = (...orRoles: Role[]): Who => ({ is: 'own', orRoles })

/** Whether a person of this role (null: nobody signed in) passes the route's door at all. */
export const admits = (who: Who, role: Role | null): boolean => {
  if (who.is === 'anyone') return true
  if (role === null) return false
  return who.is === 'roles' ? who.roles.includes(role) : true
}

/** Whether this role sees everyone's rows behind an `own` route, or only its own. */
export const seesAll = (who: Who, role: Role): boolean => who.is !== 'own' || who.orRoles.includes(role)
