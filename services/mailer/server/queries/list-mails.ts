import type { PageOf, PageRequest } from '@popug/service-kit'
import { type MailFilter, mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** Letters, newest first. */
export const listMails: Query<{ filter: MailFilter; page: PageRequest }, PageOf<MailRow>> = (ctx, { filter, page }) =>
  mailRepository(ctx.db).list(filter, page)
