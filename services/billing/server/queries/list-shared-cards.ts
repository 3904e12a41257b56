import { type SharedCard, sharedCardPeople } from '@popug/contracts/cards.ts'
import { type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { sharedCardRepository } from '../db/shared-card-repository.ts'
import type { Query } from '../world.ts'

const textOf = (fingerprint: Uint8Array | null): string => Buffer.from(fingerprint ?? []).toString('hex')

/** A page of the cards that more than one person has named. The fingerprints that tell them do not leave Billing. */
export const listSharedCards: Query<{ userId: string | undefined; page: PageRequest }, PageOf<SharedCard>> = async (
  { db },
  { userId, page },
) => {
  const shared = sharedCardRepository(db)
  const { items, next } = pageFrom(await shared.list({ userId }, page), page.limit, ({ firstId }) => [firstId])
  const holders = await shared.holders(
    items.map(({ fingerprint }) => fingerprint),
    sharedCardPeople,
  )
  return {
    items: items.flatMap(({ fingerprint, people }) => {
      const found = holders.filter((holder) => textOf(holder.fingerprint) === textOf(fingerprint))
      const [first] = found
      // Between the two questions the last of them may have named another card.
      if (!first) return []
      return [{ last4: first.last4, brand: first.brand, people, userIds: found.map((holder) => holder.userId) }]
    }),
    next,
  }
}
