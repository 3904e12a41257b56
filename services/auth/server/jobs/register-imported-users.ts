import { registerImportedUsers as register } from '../commands/register-imported-users.ts'
import { job } from '../world.ts'

const linesAtOnce = 100

/** Works off imports of people, a chunk of lines at a run. */
export const registerImportedUsersJob = job({
  name: 'register-imported-users',
  every: 2_000,
  run: ({ transaction }) => transaction((ctx) => register(ctx, { limit: linesAtOnce })),
})
