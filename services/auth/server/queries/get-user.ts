import { Refusal } from '@popug/contracts/refusals.ts'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Query } from '../world.ts'

/** One person; refuses with `not_found`. */
export const getUser: Query<{ id: string }, UserRow> = async ({ db }, { id }) => {
  const user = await userRepository(db).find(id)
  if (!user) throw new Refusal('not_found')
  return user
}
