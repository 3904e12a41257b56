import { type PageOf, pageRequest } from '@popug/service-kit'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import type { ApiTokenRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** A page of a person's API tokens, newest first. */
export const listApiTokens: Query<
  { userId: string; after?: string | undefined; limit?: number | undefined },
  PageOf<ApiTokenRow>
> = ({ db }, { userId, after, limit }) => apiTokenRepository(db).list(userId, pageRequest({ after, limit }, 1))
