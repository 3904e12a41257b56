import { Refusal } from '@popug/contracts/refusals.ts'
import { mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** One letter; refuses with `not_found`. */
export const getMail: Query<{ id: string }, MailRow> = async (ctx, { id }) => {
  const mail = await mailRepository(ctx.db).find(id)
  if (!mail) throw new Refusal('not_found')
  return mail
}
