import type { AppPage } from '@popug/ui-kit'
import { Home } from './pages/home.tsx'
import { Mine } from './pages/mine.tsx'
import { overseers, settlers } from './parts/overseers.ts'

/** The pages of Billing. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Home },
  { path: '/mine', page: Mine },
  { path: '/report', roles: overseers, load: () => import('./pages/report.tsx') },
  { path: '/registers', roles: overseers, load: () => import('./pages/registers.tsx') },
  { path: '/registers/$id', roles: overseers, load: () => import('./pages/register.tsx') },
  { path: '/reconciliations', roles: overseers, load: () => import('./pages/reconciliations.tsx') },
  { path: '/reconciliations/$id', roles: overseers, load: () => import('./pages/reconciliation.tsx') },
  { path: '/shared-cards', roles: settlers, load: () => import('./pages/shared-cards.tsx') },
  { path: '/payouts/$id', load: () => import('./pages/payout.tsx') },
  { path: '/payouts/$id/receipt', load: () => import('./pages/receipt.tsx') },
]
