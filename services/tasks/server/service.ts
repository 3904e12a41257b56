import { randomInt } from 'node:crypto'
import { TasksSettings } from './config.ts'
import { migrations } from './db/migrations.ts'
import { copyPerformers } from './jobs/copy-performers.ts'
import { createImportedTasks } from './jobs/create-imported-tasks.ts'
import { reassignAll } from './jobs/reassign-all.ts'
import { facts } from './queries/list-facts.ts'
import { verifyTasks } from './queries/verify-tasks.ts'
import { boardDoors } from './routes/board.ts'
import { importLineDoors } from './routes/import-lines.ts'
import { importDoors } from './routes/imports.ts'
import { performerDoors } from './routes/performers.ts'
import { reassignmentFeeDoors } from './routes/reassignment-fees.ts'
import { reassignmentDoors } from './routes/reassignments.ts'
import { taskDoors } from './routes/tasks.ts'
import { service } from './world.ts'

/** Tasks: what there is to do, who does it, and how that changed. */
export const tasksService = service({
  name: 'tasks',
  settings: TasksSettings,
  migrations,
  tools: async () => ({ draw: (count) => randomInt(count) }),
  doors: [
    ...taskDoors,
    ...performerDoors,
    ...boardDoors,
    ...reassignmentDoors,
    ...reassignmentFeeDoors,
    ...importDoors,
    ...importLineDoors,
  ],
  subscriptions: [],
  jobs: [copyPerformers, reassignAll, createImportedTasks],
  verify: verifyTasks,
  facts,
})
