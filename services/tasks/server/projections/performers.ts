import { performerRepository } from '../db/performer-repository.ts'
import { placeAnew } from '../domain/places.ts'
import type { Command } from '../world.ts'

/** Makes the copy of the active performers what Auth says it is; writes only what changed. */
export const copyPerformers: Command<{ active: ReadonlySet<string> }, void> = async (ctx, { active }) => {
  const performers = performerRepository(ctx.db)
  const { gone, placed } = placeAnew(await performers.allForUpdate(), active)
  await performers.remove(gone)
  await performers.place(placed, ctx.now)
}
