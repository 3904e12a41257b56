import type { AppPage } from '@popug/ui-kit'
import { Mails } from './pages/mails.tsx'
import { overseers } from './parts/overseers.ts'

/** The pages of the mailer. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Mails },
  { path: '/choices', load: () => import('./pages/choices.tsx') },
  { path: '/unsubscribe/$token', public: true, load: () => import('./pages/unsubscribe.tsx') },
  { path: '/suppressions', roles: overseers, load: () => import('./pages/suppressions.tsx') },
  { path: '/webhooks', roles: ['admin'], load: () => import('./pages/webhooks.tsx') },
  { path: '/webhooks/$id', roles: ['admin'], load: () => import('./pages/webhook.tsx') },
  { path: '/mails/$id', load: () => import('./pages/mail.tsx') },
]
