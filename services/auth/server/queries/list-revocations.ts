import { revocationRepository } from '../db/revocation-repository.ts'
import type { RevocationRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** As many as one answer carries; the next question asks for those after them. */
const most = 1_000

/** The oldest revocations after a number. */
export const listRevocations: Query<{ after?: number | undefined }, RevocationRow[]> = ({ db }, { after = 0 }) =>
  revocationRepository(db).listAfter(after, most)
