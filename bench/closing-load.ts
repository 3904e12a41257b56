/**
 * A program of its own that closes tasks over HTTP, as many people would: it reads what to do from its first argument and
 * answers on standard output with what it saw. A process of its own, so that the services are not measured with the load.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { type Addresses, Client } from './client.ts'
import { login } from './people.ts'

/**
 * What to do: `clients` close one task after the other until `closings` are closed, no more than `perSecond` of them; until
 * SIGTERM, if that comes first.
 */
export interface Load {
  readonly addresses: Addresses
  readonly performers: number
  readonly clients: number
  readonly closings: number
  readonly perSecond?: number
}

/** What came of it: tasks closed, those that were somebody else's by then, seconds, and milliseconds of each answer. */
export interface Seen {
  readonly closed: number
  readonly refused: number
  readonly took: number
  readonly latencies: readonly number[]
}

const signIn = (load: Load): Promise<Client[]> =>
  Promise.all(
    Array.from({ length: load.performers }, (_, index) => {
      const { email, password } = login(index)
      return new Client(load.addresses, load.clients).signIn(email, password)
    }),
  )

/** Each performer's own open tasks, the newest first, as many as will do. */
const gather = async (people: readonly Client[], closings: number): Promise<(() => ReturnType<Client['answer']>)[]> => {
  const each = Math.ceil(closings / people.length)
  const work: (() => ReturnType<Client['answer']>)[] = []
  for (const person of people) {
    let after: string | null = null
    let left = each
    do {
      const asked: { limit: number; userId: string; status: 'open'; after?: string } = {
        limit: Math.min(500, left),
        userId: person.id,
        status: 'open',
        ...(after === null ? {} : { after }),
      }
      const { items, next } = await person.call(taskRoutes.listTasks, { query: asked })
      work.push(
        ...items.map(
          ({ id }) =>
            () =>
              person.answer(taskRoutes.closeTask, { params: { id } }),
        ),
      )
      left -= items.length
      after = left > 0 ? next : null
    } while (after !== null)
  }
  return work.slice(0, closings)
}

const run = async (load: Load): Promise<Seen> => {
  const people = await signIn(load)
  const work = await gather(people, load.closings)
  const latencies: number[] = []
  let refused = 0
  let begun = 0
  const ending = new AbortController()
  // Each client waits for it; more than ten look like a leak to Node.
  setMaxListeners(load.clients, ending.signal)
  process.once('SIGTERM', () => ending.abort())
  const began = performance.now()
  const client = async (): Promise<void> => {
    for (let next = work.pop(); next && !ending.signal.aborted; next = work.pop()) {
      // Measured from when it is due, so that one who is kept waiting is not left out of the figures.
      const from = load.perSecond === undefined ? performance.now() : began + (begun++ * 1_000) / load.perSecond
      const early = from - performance.now()
      if (early > 0) await wait(early, undefined, ending).catch(() => undefined)
      if (ending.signal.aborted) return
      const { status, text } = await next()
      latencies.push(performance.now() - from)
      if (status === 200) continue
      if (status !== 403 && status !== 409) throw new Error(`a closing was answered ${status} ${text}`)
      refused += 1
    }
  }
  await Promise.all(Array.from({ length: load.clients }, client))
  const took = (performance.now() - began) / 1_000
  for (const person of people) person.leave()
  return { closed: latencies.length - refused, refused, took, latencies }
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as Load)))
