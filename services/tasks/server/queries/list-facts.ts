import { type FactList, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { TasksWorld } from '../world.ts'

/** What Tasks tells of assignments and closings, to be compared with fees and rewards. */
export const facts: Readonly<Record<string, FactList<TasksWorld>>> = {
  assignments: ({ db }, asked) => factRepository(db).assignments(pageRequest(asked, 2)),
  closings: ({ db }, asked) => factRepository(db).closings(pageRequest(asked, 1)),
}
