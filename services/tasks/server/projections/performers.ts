import { peopleRepository } from '../db/people-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import { placeAnew } from '../domain/places.ts'
import type { Command } from '../world.ts'

/** Makes the copy of the active performers, by id with their names, what Auth says it is; writes only what changed. */
export const copyPerformers: Command<{ active: ReadonlyMap<string, string> }, void> = async (ctx, { active }) => {
  const performers = performerRepository(ctx.db)
  const { gone, placed } = placeAnew(await performers.allForUpdate(), new Set(active.keys()))
  await performers.remove(gone)
  await performers.place(placed, ctx.now)

  const people = peopleRepository(ctx.db)
  const known = await people.all()
  const settled = new Set(known.flatMap(({ id, name, performs }) => (performs && active.get(id) === name ? [id] : [])))
  await people.save([
    ...known.filter(({ id, performs }) => performs && !active.has(id)).map((one) => ({ ...one, performs: false })),
    ...[...active].filter(([id]) => !settled.has(id)).map(([id, name]) => ({ id, name, performs: true })),
  ])
}
