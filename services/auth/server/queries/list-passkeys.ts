import { type PageOf, pageRequest } from '@popug/service-kit'
import { passkeyRepository } from '../db/passkey-repository.ts'
import type { PasskeyRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** A page of a person's passkeys, newest first. */
export const listPasskeys: Query<
  { userId: string; after?: string | undefined; limit?: number | undefined },
  PageOf<PasskeyRow>
> = ({ db }, { userId, after, limit }) => passkeyRepository(db).list(userId, pageRequest({ after, limit }, 1))
