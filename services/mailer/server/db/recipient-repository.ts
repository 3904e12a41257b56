import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

export type Recipient = Tables['recipients']

/** What Auth told about the people that letters go to. */
export const recipientRepository = (db: Db<Tables>) => ({
  /** Copies of these people made since a moment; ask for a bounded number. */
  findSince: (userIds: readonly string[], since: number): Promise<Recipient[]> =>
    userIds.length === 0
      ? Promise.resolve([])
      : db.query
          .selectFrom('recipients')
          .selectAll()
          .where('userId', 'in', userIds)
          .where('askedAt', '>=', since)
          .execute(),

  save: (recipients: readonly Recipient[]) =>
    db.upsertMany(
      'recipients',
      ['userId'],
      recipients.map((recipient) => ({ ...recipient })),
    ),
})
