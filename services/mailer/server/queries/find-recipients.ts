import { type Recipient, recipientRepository } from '../db/recipient-repository.ts'
import type { Query } from '../world.ts'

/** Milliseconds for which an address counts as known; after that Auth is asked again. */
const fresh = 60_000

/** The people of these ids whom Auth named within the last minute. */
export const findRecipients: Query<{ userIds: readonly string[] }, Recipient[]> = (ctx, { userIds }) =>
  recipientRepository(ctx.db).findSince(userIds, ctx.now - fresh)
