import { Refusal } from '@popug/contracts/refusals.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { answeredBefore, type NamedRequest, rememberAnswer } from '../http/idempotency.ts'
import type { Actor } from '../http/session.ts'
import { Emission } from '../log/outbox.ts'
import type { Neighbours } from '../neighbours.ts'
import type { CommandContext, Session, Setting, World } from './world.ts'

/** What all sessions of a running service share. */
export interface SessionParts<W extends World> {
  readonly setting: Setting<W>
  readonly database: Database<W['tables']>
  readonly neighbours: Neighbours
  readonly clock: Clock
  readonly topicsSaid: readonly TopicName[]
  readonly wake: (job: string) => void
}

export interface Asked {
  readonly actor: Actor
  readonly correlationId: string
  readonly traceparent?: string | null
  readonly log: Logger
  /** A request that names itself: what its first transaction answers is remembered, and answered again. */
  readonly named?: NamedRequest | null
}

/** A session for one request, job run or anything else that has an actor and a moment. */
export const openSession = <W extends World>(parts: SessionParts<W>, asked: Asked): Session<W> => {
  const { setting, database, clock, neighbours } = parts
  const { actor, correlationId, traceparent = null } = asked
  let unanswered = asked.named ?? null
  const now = clock.now()
  const common = { ...setting, log: asked.log, now, actor, correlationId }

  const once = async <T>(work: (ctx: CommandContext<W>) => Promise<T>, named: NamedRequest | null): Promise<T> => {
    const jobs = new Set<string>()
    const result = await database.transaction(async (tx) => {
      jobs.clear()
      const before = named ? await answeredBefore(tx, named) : null
      if (before) return before.answer as T
      const emission = new Emission(now, parts.topicsSaid)
      const answer = await work({ ...common, db: tx, emit: emission.emit, wake: (job) => jobs.add(job) })
      await emission.write(tx, correlationId, traceparent)
      if (emission.spoke) jobs.add('relay')
      if (named) await rememberAnswer(tx, named, answer, now)
      return answer
    })
    jobs.forEach(parts.wake)
    return result
  }

  return {
    ...common,
    db: database,
    clock,
    neighbours,
    wake: parts.wake,
    transaction: async (work) => {
      // The key stands for the first transaction; what follows it in the same request is done each time.
      const named = unanswered
      unanswered = null
      try {
        return await once(work, named)
      } catch (error) {
        // Of two equal requests at once the slower fails on the key, or is refused what the faster has done: the second look
        // finds the answer.
        if (named && (error instanceof Refusal || database.dialect.isDuplicate(error))) {
          const before = await answeredBefore(database, named)
          if (before) return before.answer as Awaited<ReturnType<typeof work>>
        }
        throw error
      }
    },
  }
}
