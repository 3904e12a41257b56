import { type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import type { PayoutStepRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** A page of the steps of a payout's way, oldest first. */
export const listPayoutSteps: Query<{ payoutId: string; page: PageRequest }, PageOf<PayoutStepRow>> = async (
  ctx,
  { payoutId, page },
) => pageFrom(await payoutStepRepository(ctx.db).list(payoutId, page), page.limit, ({ id }) => [id])
