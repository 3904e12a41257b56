import { suppressionRepository } from '../db/suppression-repository.ts'
import { addressKey } from '../domain/address.ts'
import type { Query } from '../world.ts'

/** Why letters bounced from those of these addresses that are suppressed, by the address's key. */
export const findSuppressed: Query<{ addresses: readonly string[] }, Map<string, string>> = async (
  ctx,
  { addresses },
) => {
  const keys = [...new Set(addresses.map(addressKey))]
  return new Map(
    (await suppressionRepository(ctx.db).findActive(keys)).map(({ address, failure }) => [address, failure]),
  )
}
