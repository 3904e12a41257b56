import type { AppPage } from '@popug/ui-kit'
import { Company } from './pages/company.tsx'

const roles = ['executive', 'admin'] as const

/** The pages of Analytics. */
export const pages: readonly AppPage[] = [
  { path: '/', roles, page: Company },
  { path: '/periods', roles, load: () => import('./pages/periods.tsx') },
  { path: '/performers', roles, load: () => import('./pages/performers.tsx') },
]
