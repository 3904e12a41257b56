import { authRoutes } from '@popug/contracts/auth.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Neighbours } from '@popug/service-kit'
import { copyPerformers as remember } from '../projections/performers.ts'
import { job } from '../world.ts'

/** Milliseconds between two looks at Auth: how old the copy of the performers may be. */
const every = 2_000
const pageSize = 500
const maxPages = 2_000

const readPerformers = async (neighbours: Neighbours, signal: AbortSignal): Promise<Map<string, string> | null> => {
  const active = new Map<string, string>()
  let after: string | undefined
  for (let page = 0; page < maxPages; page++) {
    if (signal.aborted) return null
    const { items, next } = await neighbours.call(authRoutes.listUsers, {
      query: { role: 'performer', status: 'active', limit: pageSize, ...(after === undefined ? {} : { after }) },
    })
    for (const { id, name, role, status } of items) {
      if (role === 'performer' && (status ?? 'active') === 'active') active.set(id, name)
    }
    if (next === null) return active
    after = next
  }
  throw new Error(`auth has more than ${maxPages * pageSize} performers`)
}

/** Keeps the copy of Auth's active performers fresh; while Auth is away the old copy stands. */
export const copyPerformers = job({
  name: 'copy-performers',
  every,
  run: async ({ neighbours, transaction, log }, signal) => {
    let active: Map<string, string> | null
    try {
      active = await readPerformers(neighbours, signal)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      log.debug({ reason: error.message }, 'auth does not answer; the old copy of the performers stands')
      return undefined
    }
    const all = active
    if (all) await transaction((ctx) => remember(ctx, { active: all }))
    return undefined
  },
})
