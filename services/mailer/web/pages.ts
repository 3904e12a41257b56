import type { AppPage } from '@popug/ui-kit'
import { Mails } from './pages/mails.tsx'
import { overseers } from './parts/overseers.ts'

/** The pages of the mailer. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Mails },
  { path: '/suppressions', roles: overseers, load: () => import('./pages/suppressions.tsx') },
  { path: '/mails/$id', load: () => import('./pages/mail.tsx') },
]
