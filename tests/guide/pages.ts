import type { Role } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'

/** What the demo has that addresses name; gathered before the pictures are taken. */
export interface Found {
  /** The performer whose pages are shown. */
  readonly performer: string
  readonly task: string
  readonly taskImport: string
  readonly transaction: string
  readonly day: string
  readonly payout: string
  readonly register: string
  readonly reconciliation: string
  readonly letter: string
  readonly user: string
  readonly userImport: string
  readonly webhook: string
  readonly invitation: string
}

/** Whose guide the page is in; `guest`: the pages before one is signed in. */
export type Reader = Role | 'guest'

/** A page of the product as the guide shows it. */
export interface GuidePage {
  /** The first part of its pictures' names. */
  readonly name: string
  readonly of: Reader
  readonly service: ServiceName
  /** As the service's own list of pages has it. */
  readonly path: string
  /** Its address below the service, where the path has parameters. */
  readonly at?: (found: Found) => string
  /** Shown after today has been closed. */
  readonly afterClosing?: true
}

const page = (of: Reader, name: string, address: `/${ServiceName}/${string}`, at?: GuidePage['at']): GuidePage => {
  const [, service, ...rest] = address.split('/')
  return { name, of, service: service as ServiceName, path: `/${rest.join('/')}`, ...(at ? { at } : {}) }
}

/** Every page of every service, with whom it is of most use to. */
export const guidePages: readonly GuidePage[] = [
  page('guest', 'sign-in', '/auth/'),
  page('guest', 'invitation', '/auth/invitation', ({ invitation }) => `/invitation#${invitation}`),
  page('guest', 'unsubscribe', '/mailer/unsubscribe/$token', () => '/unsubscribe/a-link-in-a-letter'),

  page('performer', 'my-tasks', '/tasks/'),
  page('performer', 'task', '/tasks/$id', ({ task }) => `/${task}`),
  page('performer', 'tasks-of-all', '/tasks/all'),
  page('performer', 'my-account', '/accounts/'),
  page('performer', 'transaction', '/accounts/transactions/$id', (found) => `/transactions/${found.transaction}`),
  page(
    'performer',
    'statement',
    '/accounts/people/$userId/statement',
    (found) => `/people/${found.performer}/statement`,
  ),
  page('performer', 'my-payouts', '/billing/mine'),
  page('performer', 'payout', '/billing/payouts/$id', ({ payout }) => `/payouts/${payout}`),
  page('performer', 'receipt', '/billing/payouts/$id/receipt', ({ payout }) => `/payouts/${payout}/receipt`),
  page('performer', 'letter', '/mailer/mails/$id', ({ letter }) => `/mails/${letter}`),
  page('performer', 'choices', '/mailer/choices'),
  page('performer', 'profile', '/auth/profile'),

  page('manager', 'all-tasks', '/tasks/'),
  page('manager', 'board', '/tasks/board'),
  page('manager', 'reassignments', '/tasks/reassignments'),
  page('manager', 'task-imports', '/tasks/imports'),
  page('manager', 'task-import', '/tasks/imports/$id', ({ taskImport }) => `/imports/${taskImport}`),

  page('accountant', 'company-by-days', '/accounts/'),
  page('accountant', 'day', '/accounts/days/$day', ({ day }) => `/days/${day}`),
  page('accountant', 'accounts', '/accounts/people'),
  page('accountant', 'account', '/accounts/people/$userId', ({ performer }) => `/people/${performer}`),
  page('accountant', 'rules', '/accounts/rules'),
  page('accountant', 'export', '/accounts/export'),
  page('accountant', 'all-payouts', '/billing/'),
  page('accountant', 'report', '/billing/report'),
  { ...page('accountant', 'registers', '/billing/registers'), afterClosing: true },
  {
    ...page('accountant', 'register', '/billing/registers/$id', ({ register }) => `/registers/${register}`),
    afterClosing: true,
  },
  page('accountant', 'reconciliations', '/billing/reconciliations'),
  page(
    'accountant',
    'reconciliation',
    '/billing/reconciliations/$id',
    (found) => `/reconciliations/${found.reconciliation}`,
  ),
  page('accountant', 'shared-cards', '/billing/shared-cards'),
  page('accountant', 'letters', '/mailer/'),
  page('accountant', 'suppressions', '/mailer/suppressions'),

  page('executive', 'analytics', '/analytics/'),
  page('executive', 'periods', '/analytics/periods'),
  page('executive', 'performers', '/analytics/performers'),

  page('admin', 'users', '/auth/users'),
  page('admin', 'user', '/auth/users/$id', ({ user }) => `/users/${user}`),
  page('admin', 'user-imports', '/auth/imports'),
  page('admin', 'user-import', '/auth/imports/$id', ({ userImport }) => `/imports/${userImport}`),
  page('admin', 'operations', '/auth/operations'),
  page('admin', 'audit', '/auth/operations/audit'),
  page('admin', 'gallery', '/auth/operations/gallery'),
  page('admin', 'webhooks', '/mailer/webhooks'),
  page('admin', 'webhook', '/mailer/webhooks/$id', ({ webhook }) => `/webhooks/${webhook}`),
]

const isParameter = (part: string): boolean => part.startsWith('$')

/** The address of a page; a path without parameters is one by itself. */
export const addressOf = ({ service, path, at, name }: GuidePage, found: Found): string => {
  if (!at && path.split('/').some(isParameter)) throw new Error(`nobody says where ${name} is`)
  return `/${service}${at ? at(found) : path}`
}
