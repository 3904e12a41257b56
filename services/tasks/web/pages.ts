import type { AppPage } from '@popug/ui-kit'
import { AllTasks } from './pages/all-tasks.tsx'
import { Home } from './pages/home.tsx'
import { overseers } from './parts/overseers.ts'

/** The pages of Tasks. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Home },
  { path: '/all', page: AllTasks },
  { path: '/board', load: () => import('./pages/board.tsx') },
  { path: '/reassignments', roles: overseers, load: () => import('./pages/reassignments.tsx') },
  { path: '/imports', roles: overseers, load: () => import('./pages/imports.tsx') },
  { path: '/imports/$id', roles: overseers, load: () => import('./pages/import-report.tsx') },
  { path: '/$id', load: () => import('./pages/task.tsx') },
]
