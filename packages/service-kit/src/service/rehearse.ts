import type { Fact } from '@popug/contracts/operations.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import { systemClock } from '../clock.ts'
import type { PageOf } from '../db/page.ts'
import { openSqlite } from '../db/sqlite.ts'
import { newId } from '../ids.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { countLetters } from '../log/dead-letters.ts'
import { inProcessCourier } from '../log/in-process-courier.ts'
import type { Neighbours } from '../neighbours.ts'
import type { InstallationSettings } from '../settings/installation.ts'
import { serviceActor } from './hear.ts'
import { openService } from './run-service.ts'
import type { AnyService } from './service.ts'

/** A service that hears everything from the beginning, in a database of its own: what a rebuild would make of the feeds. */
export interface Rehearsal {
  position(topic: TopicName): Promise<number>
  /** Events that could not be applied. */
  parked(): Promise<number>
  facts(kind: string, asked: { after?: string | undefined; limit?: number | undefined }): Promise<PageOf<Fact>>
  stop(): Promise<void>
}

export interface RehearsalParts {
  readonly definition: AnyService
  readonly settings: object & InstallationSettings
  /** Where the feeds are read. */
  readonly neighbours: Neighbours
  /** The new database: a file, so that its size is not memory's. */
  readonly file: string
  readonly log: Logger
}

/** Starts a service's subscriptions, and nothing else of it, on an empty database. */
export const rehearse = async ({ definition, settings, neighbours, file, log }: RehearsalParts): Promise<Rehearsal> => {
  const courier = inProcessCourier()
  const database = openSqlite<object>(file)
  const clock = systemClock
  const service = await openService({
    definition,
    database,
    settings,
    courier,
    neighbours,
    clock,
    log,
    owner: newId(),
  }).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  await service.start({ jobs: false })
  return {
    position: async (topic) => (await readCheckpoint(database, topic)).position,
    parked: async () => [...(await countLetters(database)).values()].reduce((sum, { parked }) => sum + parked, 0),
    facts: async (kind, asked) => {
      const list = definition.facts?.[kind]
      if (!list) throw new Refusal('not_found', `${definition.name} knows nothing of the kind ${kind}`)
      return list(service.open({ actor: serviceActor(definition.name), correlationId: newId(), log }), asked)
    },
    stop: async () => {
      await service.stop()
      await courier.close()
    },
  }
}
