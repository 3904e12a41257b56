import { type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { type PayoutFilters, payoutRepository } from '../db/payout-repository.ts'
import type { Payout } from '../domain/payout.ts'
import type { Query } from '../world.ts'

/** A page of payouts, newest first. */
export const listPayouts: Query<{ filters: PayoutFilters; page: PageRequest }, PageOf<Payout>> = async (
  ctx,
  { filters, page },
) => pageFrom(await payoutRepository(ctx.db).list(filters, page), page.limit, ({ id }) => [id])
