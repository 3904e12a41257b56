import type { PageRequest } from '@popug/service-kit'
import { accountRepository } from '../db/account-repository.ts'
import type { Context } from '../world.ts'

/** Everyone's balance at a moment, in epoch milliseconds: as the last row posted by then left it. */
export const listBalances = ({ db }: Context, { at, page }: { at: number; page: PageRequest }) =>
  accountRepository(db).balancesAt(at, page)
