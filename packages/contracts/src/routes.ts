import { accountRoutes } from './accounts.ts'
import { analyticsRoutes } from './analytics.ts'
import { apiTokenRoutes } from './api-tokens.ts'
import { auditRoutes } from './audit.ts'
import { authRoutes } from './auth.ts'
import { billingRoutes } from './billing.ts'
import { invitationRoutes } from './invitations.ts'
import { logRoutes } from './log.ts'
import { mailerRoutes } from './mailer.ts'
import { operationRoutes } from './operations.ts'
import { passkeyRoutes } from './passkeys.ts'
import { passwordRoutes } from './passwords.ts'
import type { Route } from './route.ts'
import { taskRoutes } from './tasks.ts'
import { serviceNames } from './topology.ts'
import { userImportRoutes } from './user-imports.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every route of every service: what the matrix of route × role, the documents and the fuzzers walk over. */
export const allRoutes: readonly Route[] = [
  ...[
    authRoutes,
    apiTokenRoutes,
    userImportRoutes,
    invitationRoutes,
    passwordRoutes,
    passkeyRoutes,
    taskRoutes,
    accountRoutes,
    billingRoutes,
    mailerRoutes,
    webhookRoutes,
    analyticsRoutes,
  ].flatMap((routes) => Object.values<Route>(routes)),
  ...serviceNames.flatMap((service) =>
    Object.values<Route>({ ...logRoutes(service), ...operationRoutes(service), ...auditRoutes(service) }),
  ),
]
