import { createImportedTasks as create } from '../commands/create-imported-tasks.ts'
import { job } from '../world.ts'

const linesAtOnce = 500

/** Works off imports, a chunk of lines at a run. */
export const createImportedTasks = job({
  name: 'create-imported-tasks',
  every: 2_000,
  run: ({ transaction }) => transaction((ctx) => create(ctx, { limit: linesAtOnce })),
})
