import type { PageRequest } from '@popug/service-kit'
import { accountRepository } from '../db/account-repository.ts'
import type { Context } from '../world.ts'

/** Accounts, the largest balance first; or only those in debt, the deepest first. */
export const listAccounts = ({ db }: Context, { negative, page }: { negative: boolean; page: PageRequest }) =>
  accountRepository(db).page(negative, page)
