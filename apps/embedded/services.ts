import { accountsService } from '@popug/accounts'
import { analyticsService } from '@popug/analytics'
import { authService } from '@popug/auth'
import { billingService } from '@popug/billing'
import { mailerService } from '@popug/mailer'
import type { AnyService } from '@popug/service-kit'
import { tasksService } from '@popug/tasks'

/** The six services, in the order in which they start. */
export const services: readonly AnyService[] = [
  authService,
  tasksService,
  accountsService,
  billingService,
  mailerService,
  analyticsService,
]
