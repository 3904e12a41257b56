import { type Static, Type } from 'typebox'

/**
 * Every id is a UUIDv7 (RFC 9562): made by the service that owns the row, ordered by the time of creation,
 * lower case. Clients treat it as an opaque string.
 */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUIDv7, lower case',
})
export type Id = Static<typeof Id>

/** The actor of what nobody asked for by name: schedules, event handlers, the command line. */
export const systemActorId: Id = '00000000-0000-7000-8000-000000000000'

/** A comma-separated list of ids in a query, 1 to 500 of them. */
export const IdList = Type.String({
  pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,499}$',
  description: 'up to 500 ids, separated by commas',
})

/** The ids of an `IdList`. */
export const splitIds = (list: string): Id[] => [...new Set(list.split(','))]

/** The moment an id was made, in epoch milliseconds: the first 48 bits of a UUIDv7. */
export const idTime = (id: Id): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
