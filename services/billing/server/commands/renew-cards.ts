import { cardKeyRepository, type WantedKeys } from '../db/card-key-repository.ts'
import type { CardRow } from '../db/tables.ts'
import type { Command, Context } from '../world.ts'

/** What came of renewing some cards. */
export interface Renewed {
  readonly renewed: number
  /** Whose cards do not open: they stay as they are, and must be named anew. */
  readonly unreadable: readonly string[]
}

const renew = ({ tools: { cipher, fingerprints } }: Context, card: CardRow, wanted: WantedKeys): CardRow | null => {
  let digits: string
  try {
    digits = cipher.open(card)
  } catch {
    return null
  }
  return {
    ...card,
    ...(wanted.keyId === undefined ? {} : cipher.seal(card.userId, digits)),
    fingerprint: fingerprints.of(digits),
    fingerprintKey: fingerprints.keyName,
  }
}

/**
 * Puts cards under the keys that are wanted, where they are not yet. Each is read, opened and written while its row is
 * locked: a card that its person changes or forgets at the same moment stays as the person left it.
 */
export const renewCards: Command<{ userIds: readonly string[]; wanted: WantedKeys }, Renewed> = async (
  ctx,
  { userIds, wanted },
) => {
  if (userIds.length === 0) return { renewed: 0, unreadable: [] }
  const cards = cardKeyRepository(ctx.db)
  const found = await cards.outOfDateForUpdate(wanted, userIds)
  const fresh: CardRow[] = []
  const unreadable: string[] = []
  for (const card of found) {
    const renewed = renew(ctx, card, wanted)
    if (renewed) fresh.push(renewed)
    else unreadable.push(card.userId)
  }
  await cards.saveMany(fresh)
  return { renewed: fresh.length, unreadable }
}
