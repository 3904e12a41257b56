import type { UserStatus } from '@popug/contracts/auth.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { type PageOf, pageRequest } from '@popug/service-kit'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Query } from '../world.ts'

interface Wanted {
  readonly ids?: readonly string[] | undefined
  readonly role?: Role | undefined
  readonly status?: UserStatus | undefined
  readonly q?: string | undefined
  readonly inEmails: boolean
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** A page of people by login. */
export const findUsers: Query<Wanted, PageOf<UserRow>> = ({ db }, { after, limit, ...filter }) =>
  userRepository(db).list(filter, pageRequest({ after, limit }, 1))
