import type { Role } from '@popug/contracts/roles.ts'
import { roles } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import type { IconName } from '../components/icon.tsx'

/** A page of the rail: who may open it. */
export interface Place {
  readonly name: 'tasks' | 'accounts' | 'billing' | 'mailer' | 'analytics' | 'users' | 'operations'
  readonly service: ServiceName
  readonly href: string
  readonly icon: IconName
  readonly roles: readonly Role[]
}

/** The rail, top to bottom, and who may open what. Words: `place.<name>` in the kit's catalogue. */
export const places: readonly Place[] = [
  { name: 'tasks', service: 'tasks', href: '/tasks/', icon: 'tasks', roles },
  { name: 'accounts', service: 'accounts', href: '/accounts/', icon: 'ledger', roles },
  { name: 'billing', service: 'billing', href: '/billing/', icon: 'card', roles },
  { name: 'mailer', service: 'mailer', href: '/mailer/', icon: 'mail', roles },
  { name: 'analytics', service: 'analytics', href: '/analytics/', icon: 'bars', roles: ['executive', 'admin'] },
  { name: 'users', service: 'auth', href: '/auth/users', icon: 'people', roles: ['admin'] },
  { name: 'operations', service: 'auth', href: '/auth/operations', icon: 'pulse', roles: ['admin'] },
]

/** The places of the rail that a role may open. */
export const placesOf = (role: Role): Place[] => places.filter((place) => place.roles.includes(role))

/** The key of a place's words in the kit's catalogue: a performer finds their own tasks behind the place of tasks. */
export const placeKey = ({ name }: Place, role: Role): string =>
  name === 'tasks' && role === 'performer' ? 'place.myTasks' : `place.${name}`

/** The addresses of pages that other services' pages lead to. */
export const pages = {
  signIn: '/auth/',
  profile: '/auth/profile',
  users: '/auth/users',
  user: (id: string): string => `/auth/users/${id}`,
  task: (id: string): string => `/tasks/${id}`,
  account: (userId: string): string => `/accounts/people/${userId}`,
  payout: (id: string): string => `/billing/payouts/${id}`,
  mail: (id: string): string => `/mailer/mails/${id}`,
} as const

/** Where a person lands after signing in: the first place of their rail that is their daily work. */
export const homeOf = (role: Role): string =>
  role === 'executive' ? '/analytics/' : role === 'accountant' ? '/accounts/' : '/tasks/'
