import { type Recipient, recipientRepository } from '../db/recipient-repository.ts'
import type { Command } from '../world.ts'

/** Remembers people as Auth has just told about them. */
export const rememberRecipients: Command<readonly Recipient[], void> = (ctx, recipients) =>
  recipientRepository(ctx.db).save(recipients)
