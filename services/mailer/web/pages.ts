import type { AppPage } from '@popug/ui-kit'
import { Mails } from './pages/mails.tsx'

/** The pages of the mailer. */
export const pages: readonly AppPage[] = [
  { path: '/', page: Mails },
  { path: '/mails/$id', load: () => import('./pages/mail.tsx') },
]
