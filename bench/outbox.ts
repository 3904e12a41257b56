import { type DataOf, taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { type Database, newId } from '@popug/service-kit'
import { Emission } from '@popug/service-kit/testing'

type Assigned = DataOf<typeof taskAssigned>
type Closed = DataOf<typeof taskClosed>

/** What one command says. */
export type Saying =
  | { readonly kind: typeof taskAssigned; readonly data: readonly Assigned[] }
  | { readonly kind: typeof taskClosed; readonly data: readonly Closed[] }

const performers = Array.from({ length: 200 }, () => newId())
const many = 1_000
/** One event in ten was said alone, the others a thousand at a time. */
const alonePer = 10

const assigned = (count: number): Assigned[] =>
  Array.from({ length: count }, (_, index) => ({
    assignmentId: newId(),
    taskId: newId(),
    userId: performers[index % performers.length] ?? '',
    assignedAt: new Date().toISOString(),
    key: `POP-${index}`,
    title: 'A task of the usual length',
  }))

const pair = (count: number): Saying[] => {
  const given = assigned(count)
  const closed = given.map(({ taskId, userId, assignedAt }) => ({ taskId, userId, closedAt: assignedAt }))
  return [
    { kind: taskAssigned, data: given },
    { kind: taskClosed, data: closed },
  ]
}

/** So many events as commands said them: tasks assigned and then closed, most a thousand at a time, some alone. */
export const sayings = (events: number): Saying[] => {
  const said: Saying[] = []
  const rounds = Math.ceil((events * (alonePer - 1)) / alonePer / many / 2)
  let left = events - rounds * 2 * many
  for (let round = 0; round < rounds; round++) {
    said.push(...pair(many))
    const alone = 2 * Math.ceil(left / 2 / (rounds - round))
    for (let index = 0; index < alone; index += 2) said.push(...pair(1))
    left -= alone
  }
  return said
}

/** Writes them into the outbox of Tasks, all in one transaction: they are there at once or not at all. */
export const fillOutbox = async (database: Database<object>, said: readonly Saying[]): Promise<void> => {
  await database.transaction(async (tx) => {
    for (const { kind, data } of said) {
      const emission = new Emission(Date.now(), ['tasks'])
      for (const one of data) emission.emit(kind, one as never)
      await emission.write(tx, newId(), null)
    }
  })
}

/** How many events those are. */
export const eventsOf = (said: readonly Saying[]): number => said.reduce((sum, { data }) => sum + data.length, 0)

/** Each event in its form on the wire, a message of its own. */
export const asMessages = (said: readonly Saying[]): Buffer[] => {
  const correlationid = newId()
  let position = 0
  return said.flatMap(({ kind: { type }, data }) =>
    data.map((one) => {
      position += 1
      const time = new Date().toISOString()
      const about = {
        specversion: '1.0',
        id: newId(),
        source: 'tasks',
        type,
        time,
        datacontenttype: 'application/json',
      }
      return Buffer.from(JSON.stringify({ ...about, position, epoch: 1, correlationid, data: one }))
    }),
  )
}
