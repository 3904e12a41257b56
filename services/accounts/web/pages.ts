import type { AppPage } from '@popug/ui-kit'
import { Home } from './pages/home.tsx'
import { overseers } from './parts/overseers.ts'

/** The pages of Accounts. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Home },
  { path: '/days/$day', load: () => import('./pages/day.tsx') },
  { path: '/export', roles: overseers, load: () => import('./pages/export.tsx') },
  { path: '/rules', roles: overseers, load: () => import('./pages/rules.tsx') },
  { path: '/transactions/$id', load: () => import('./pages/transaction.tsx') },
  { path: '/people', roles: overseers, load: () => import('./pages/people.tsx') },
  { path: '/people/$userId', load: () => import('./pages/person.tsx') },
  { path: '/people/$userId/statement', load: () => import('./pages/statement.tsx') },
]
