/**
 * How two neighbours are compared while they work.
 *
 *     1. look at the listener's checkpoint         what stands behind it has left its effect, or never will
 *     2. walk the facts of both sides, by id       most agree; what differs may only be on its way
 *     3. read the speaker's log for those ids      what was said up to the checkpoint of 1, and after it
 *
 * So `missing` is said only of an event that was passed before the effects were looked at and has none: an event on its
 * way is never taken for one. Memory holds the differences, of which only so many are taken at a time.
 */
import type { CloudEvent } from '@popug/contracts/events.ts'
import { heardAs } from '@popug/contracts/versions.ts'
import type { Person } from '../person.ts'
import { compareFacts, type Difference, factsOf, readFacts } from './facts.ts'
import { readFeedOf } from './feed.ts'
import { type Letters, readLetters } from './letters.ts'
import { readLogState, subscriptionIn, topicIn } from './log-state.ts'
import type { Pair } from './pairs.ts'

/** Differences taken at a time; after a repair the rest shows. */
const differencesAtOnce = 5_000
const eventsAtOnce = 5_000

/** An event that was passed and has no effect; what became of it, where that is known. */
export interface Missing {
  readonly id: string
  readonly value: string
  readonly position: number
  readonly why: 'unknown' | 'parked' | 'discarded'
  /** The dead letter that holds it. */
  readonly letter?: string
}

export interface Compared {
  readonly pair: Pair
  readonly checked: number
  readonly missing: readonly Missing[]
  /** Effects without anything that caused them. */
  readonly extra: readonly string[]
  /** What the log tells and the speaker itself no longer knows, or knows and never said. */
  readonly unlikeLog: readonly string[]
  /** How many events the listener had had replayed when it was looked at. */
  readonly replayed: number
}

/** What the log tells of one thing and value: the positions, and which of them the listener had passed. */
interface Told {
  readonly heard: number[]
  later: number
}

const keyOf = (id: string, value: string): string => `${id} ${value}`

const readTold = async (
  admin: Person,
  { event: { kind, factOf } }: Pair,
  differences: readonly Difference[],
  checkpoint: number,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Told>>> => {
  const told = new Map(differences.map(({ id }) => [id, new Map<string, Told>()]))
  const note = (event: CloudEvent): void => {
    const data = heardAs(kind, event)
    if (data === undefined) return
    const { position } = event
    const { id, value } = factOf(data as never)
    const values = told.get(id)
    if (!values) return
    const known = values.get(value) ?? { heard: [], later: 0 }
    if (position <= checkpoint) known.heard.push(position)
    else known.later += 1
    values.set(value, known)
  }
  for (let after = 0; ; ) {
    const { items } = await readFeedOf(admin, kind.topic, { after, limit: eventsAtOnce })
    items.forEach(note)
    const last = items.at(-1)
    if (!last) return told
    after = last.position
  }
}

const count = (values: readonly string[], value: string): number => values.filter((one) => one === value).length

/** Of the events that were passed, those that must be the ones without effect: first those put aside, then the latest. */
const chooseMissing = (positions: readonly number[], many: number, letters: Letters): Missing[] => {
  const aside = positions.filter((position) => letters.has(position))
  const others = positions.filter((position) => !letters.has(position)).reverse()
  return [...aside, ...others].slice(0, many).map((position) => {
    const letter = letters.get(position)
    if (!letter) return { id: '', value: '', position, why: 'unknown' }
    return { id: '', value: '', position, why: letter.status, letter: letter.id }
  })
}

/** Compares what one service said with what the other made of it, and says which events have no effect. */
export const comparePair = async (admin: Person, pair: Pair): Promise<Compared> => {
  const { cause, effect, event } = pair
  const { topic } = event.kind
  const before = subscriptionIn(await readLogState(admin), effect.service, topic)
  const { checked, differences } = await compareFacts(
    readFacts(factsOf(admin, cause.service, cause.kind)),
    readFacts(factsOf(admin, effect.service, effect.kind)),
    differencesAtOnce,
  )
  const found = { pair, checked, replayed: before.replayed }
  if (differences.length === 0) return { ...found, missing: [], extra: [], unlikeLog: [] }

  const told = await readTold(admin, pair, differences, before.position)
  const letters = await readLetters(admin, effect.service, topic)
  const isNumbered = topicIn(await readLogState(admin), topic).waiting === 0
  const missing: Missing[] = []
  const extra: string[] = []
  const unlikeLog: string[] = []
  for (const { id, left, right } of differences) {
    for (const value of new Set([...left, ...right, ...(told.get(id)?.keys() ?? [])])) {
      const { heard, later } = told.get(id)?.get(value) ?? { heard: [], later: 0 }
      const [kept, shown] = [count(left, value), count(right, value)]
      const lacking = heard.length - shown
      if (lacking > 0) missing.push(...chooseMissing(heard, lacking, letters).map((one) => ({ ...one, id, value })))
      if (shown > heard.length + later) extra.push(keyOf(id, value))
      if (heard.length > kept || (isNumbered && kept > heard.length + later)) unlikeLog.push(keyOf(id, value))
    }
  }
  return { ...found, missing, extra, unlikeLog }
}
