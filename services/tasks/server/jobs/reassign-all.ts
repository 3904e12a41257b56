import { reassignNextTasks } from '../commands/reassign-next-tasks.ts'
import { job } from '../world.ts'

/** Works off reassignments of all open tasks, a chunk at a run, so that other people's requests get in between. */
export const reassignAll = job({
  name: 'reassign-all',
  every: 2_000,
  run: ({ transaction, settings }) => transaction((ctx) => reassignNextTasks(ctx, { limit: settings.REASSIGN_CHUNK })),
})
