import { type Fact, operationRoutes } from '@popug/contracts/operations.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import type { Person } from '../person.ts'

/** A page of facts: of a service that is asked over REST, or of one that runs here. */
export type ReadPage = (after: string | undefined) => Promise<{ items: Fact[]; next: string | null }>

/** Everything that is told about one thing: who it was given to each time, say. */
export interface FactsOfOne {
  readonly id: string
  readonly values: readonly string[]
}

const factsAtOnce = 5_000
/** Milliseconds that one page may take. */
const patience = 120_000

/** How a service's facts of a kind are read over REST. */
export const factsOf =
  (admin: Person, service: ServiceName, kind: string): ReadPage =>
  (after) =>
    admin.call(operationRoutes(service).listFacts, {
      query: { kind, limit: factsAtOnce, ...(after === undefined ? {} : { after }) },
      timeout: patience,
    })

/** All facts, a page at a time, gathered by what they are about; however many there are, only a page is held. */
export async function* readFacts(read: ReadPage): AsyncGenerator<FactsOfOne> {
  let id: string | undefined
  let values: string[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await read(after)
    for (const fact of items) {
      if (fact.id !== id) {
        if (id !== undefined) yield { id, values }
        if (id !== undefined && fact.id < id) throw new Error(`facts are not in order: ${fact.id} comes after ${id}`)
        id = fact.id
        values = []
      }
      values.push(fact.value)
    }
    if (next === null) break
    after = next
  }
  if (id !== undefined) yield { id, values }
}

/** What two sides tell about one thing, where they do not tell the same. */
export interface Difference {
  readonly id: string
  readonly left: readonly string[]
  readonly right: readonly string[]
}

const isSame = (one: readonly string[], other: readonly string[]): boolean => {
  if (one.length !== other.length) return false
  const sorted = [...other].sort()
  return [...one].sort().every((value, index) => value === sorted[index])
}

/** Walks two ordered sides at once; answers how many things there are, and the first differences. */
export const compareFacts = async (
  left: AsyncIterator<FactsOfOne>,
  right: AsyncIterator<FactsOfOne>,
  most: number,
): Promise<{ checked: number; differences: Difference[] }> => {
  const differences: Difference[] = []
  let checked = 0
  let one = await left.next()
  let other = await right.next()
  while (!(one.done && other.done) && differences.length < most) {
    checked += 1
    const [here, there]: [FactsOfOne | undefined, FactsOfOne | undefined] = [
      one.done ? undefined : one.value,
      other.done ? undefined : other.value,
    ]
    const id = [here?.id, there?.id].filter((known) => known !== undefined).sort()[0] as string
    const mine = here?.id === id ? here.values : []
    const theirs = there?.id === id ? there.values : []
    if (!isSame(mine, theirs)) differences.push({ id, left: mine, right: theirs })
    if (here?.id === id) one = await left.next()
    if (there?.id === id) other = await right.next()
  }
  return { checked, differences }
}
