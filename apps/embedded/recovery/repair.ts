import { logRoutes } from '@popug/contracts/log.ts'
import { operationRoutes } from '@popug/contracts/operations.ts'
import { type Person, Refused } from '../person.ts'
import type { Compared } from './compare.ts'

/** Positions that one request parks. */
const parkedAtOnce = 100

/** What a repair came to: events applied, and those that failed again with the reason why. */
export interface Repaired {
  readonly applied: number
  readonly failed: readonly { readonly position: number; readonly reason: string }[]
}

/**
 * Applies the events that a comparison found missing, through the listener's own handler: parks each, then replays it. The
 * listener refuses where anything was replayed since it was looked at, so nobody's repair is done twice.
 */
export const repair = async (admin: Person, { pair, missing, replayed }: Compared): Promise<Repaired> => {
  const { service } = pair.effect
  const { topic } = pair.event.kind
  const positions = missing.filter(({ why }) => why === 'unknown').map(({ position }) => position)
  const letters: { id: string; position: number }[] = []
  for (let from = 0; from < positions.length; from += parkedAtOnce) {
    const body = { positions: positions.slice(from, from + parkedAtOnce), replayed }
    letters.push(...(await admin.call(operationRoutes(service).parkEvents, { params: { topic }, body })).items)
  }
  // In the order in which they were said: what a handler makes of them may depend on it.
  letters.sort((one, other) => one.position - other.position)
  let applied = 0
  const failed: { position: number; reason: string }[] = []
  for (const { id, position } of letters) {
    try {
      await admin.call(logRoutes(service).replayDeadLetter, { params: { id } })
      applied += 1
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed.push({ position, reason: error.reason })
    }
  }
  return { applied, failed }
}
