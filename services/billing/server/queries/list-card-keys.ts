import { cardKeyRepository } from '../db/card-key-repository.ts'
import type { Query } from '../world.ts'

/** The keys that cards are sealed with or may be, and how many cards are not yet under those that are wanted now. */
export const listCardKeys: Query<
  undefined,
  { keys: { keyId: string; cards: number; isSealing: boolean; isKnown: boolean }[]; outOfDate: number }
> = async ({ db, tools: { cipher, fingerprints } }) => {
  const kept = cardKeyRepository(db)
  const counts = new Map((await kept.countByKey()).map(({ keyId, cards }) => [keyId, cards]))
  return {
    keys: [...new Set([...counts.keys(), ...cipher.keyIds])].sort().map((keyId) => ({
      keyId,
      cards: counts.get(keyId) ?? 0,
      isSealing: keyId === cipher.keyId,
      isKnown: cipher.keyIds.has(keyId),
    })),
    outOfDate: await kept.countOutOfDate({ keyId: cipher.keyId, fingerprintKey: fingerprints.keyName }),
  }
}
