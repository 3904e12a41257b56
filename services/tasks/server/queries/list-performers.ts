import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { performerRepository } from '../db/performer-repository.ts'
import type { Query } from '../world.ts'

/** Whom tasks may be given to now, in the order of their ids. */
export const listPerformers: Query<
  { after?: string | undefined; limit?: number | undefined },
  PageOf<{ id: string }>
> = async ({ db }, query) => {
  const page = pageRequest(query, 1)
  return pageFrom(await performerRepository(db).list(page), page.limit, ({ id }) => [id])
}
