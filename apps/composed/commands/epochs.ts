/**
 * New epochs after a restore, where databases are restored by MySQL's own means:
 *
 *     main epochs > known        what the databases know, before they are replaced: the listeners' too
 *     mysql < dump
 *     main new-epoch < known     each speaker's topics begin an epoch above any that was met
 *
 * Whoever was lost altogether tells nothing. What the others know is enough then: an epoch is begun by nobody but its speaker,
 * and what a listener never met need not be told apart.
 */
import { createInterface } from 'node:readline/promises'
import { topicNames } from '@popug/contracts/topology.ts'
import {
  compileSchema,
  type Database,
  type Epoch,
  type KnownEpochs,
  migrateService,
  raiseEpochs,
  readEpochs,
  systemClock,
} from '@popug/service-kit'
import { type Static, Type } from 'typebox'
import { Complaint } from '../../embedded/complaint.ts'
import { databaseOf } from '../../embedded/database-settings.ts'
import { readComposed } from '../settings.ts'

const Topic = Type.Enum([...topicNames])

/** What one database knows of epochs, as a line says it. */
const Line = Type.Object({
  met: Type.Array(Type.Tuple([Topic, Type.Integer()])),
  starts: Type.Array(Type.Object({ topic: Topic, epoch: Type.Integer(), start: Type.Integer() })),
})
type Line = Static<typeof Line>
const isLine = compileSchema(Line)

const lineOf = (text: string): Line => {
  try {
    const line: unknown = JSON.parse(text)
    if (isLine(line)) return line as Line
  } catch {
    // Said below, with what the line should be.
  }
  throw new Complaint(`This is no line that "epochs" printed: ${text.slice(0, 100)}`)
}

/** What several databases know together; nothing where a person sits at the keyboard. */
const readKnown = async (): Promise<KnownEpochs> => {
  const met = new Map<Epoch['topic'], number>()
  const starts: Epoch[] = []
  if (process.stdin.isTTY) return { met, starts }
  for await (const text of createInterface({ input: process.stdin })) {
    if (text.trim() === '') continue
    const line = lineOf(text)
    for (const [topic, epoch] of line.met) met.set(topic, Math.max(epoch, met.get(topic) ?? 0))
    starts.push(...line.starts)
  }
  return { met, starts }
}

/** Does something with each database that SERVICE names, brought to its newest form. */
const forEachDatabase = async (work: (name: string, database: Database<object>) => Promise<void>): Promise<void> => {
  const { services, settings } = readComposed(process.env)
  const open = databaseOf(settings)
  for (const service of services) {
    const database = open<object>(service.name)
    try {
      await migrateService(service, database, systemClock.now())
      await work(service.name, database)
    } finally {
      await database.close()
    }
  }
}

/** Prints what each database knows of epochs, a line each. */
export const printEpochs = (): Promise<void> =>
  forEachDatabase(async (_name, database) => {
    const { met, starts } = await readEpochs(database)
    console.log(JSON.stringify({ met: [...met], starts }))
  })

/** Begins a new epoch on every topic of databases that were restored, and says from which position on. */
export const newEpoch = async (): Promise<void> => {
  const known = await readKnown()
  await forEachDatabase(async (name, database) => {
    const epochs = await raiseEpochs(database, known)
    if (epochs.length === 0) console.log(`${name}: says nothing, so there is nothing to begin`)
    for (const { topic, epoch, start } of epochs) console.log(`${name}: ${topic} is in epoch ${epoch} after ${start}`)
  })
}
