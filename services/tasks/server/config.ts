import { type Static, Type } from 'typebox'

/** The settings of Tasks, by environment variable. */
export const TasksSettings = Type.Object({
  REASSIGN_CHUNK: Type.Integer({
    minimum: 1,
    maximum: 5_000,
    default: 2_000,
    description: 'how many tasks a reassignment of all moves in one transaction, 1 to 5000',
    examples: [2_000],
  }),
})
export type TasksSettings = Static<typeof TasksSettings>
