import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import type { PageRequest } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import type { Context } from '../world.ts'

interface Asked {
  readonly userId?: Id | undefined
  readonly day?: Day | undefined
  readonly page: PageRequest
}

/** Payouts that closings issued, newest first. */
export const listPayouts = ({ db }: Context, { page, ...filter }: Asked) => payoutRepository(db).page(filter, page)
