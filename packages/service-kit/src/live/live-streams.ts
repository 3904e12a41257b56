import { PassThrough } from 'node:stream'
import { type LiveReach, liveEvent } from '@popug/contracts/live.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Actor } from '../http/session.ts'
import type { Change, LogWatch } from './log-watch.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Milliseconds. */
export interface LivePace {
  /** Between two hints that concern the listener, and between two that may concern anybody. */
  readonly mine: number
  readonly any: number
  /** Between two looks at whether the listener is still signed in; each is a sign of life that keeps the connection. */
  readonly alive: number
}
const usualPace: LivePace = { mine: 1_000, any: 5_000, alive: 15_000 }

/** The most streams of one process, and of one person: a tab each. */
const mostStreams = 2_000
const mostOfOne = 20
/** Bytes that wait for a listener who does not read; then the stream ends, and the browser comes back. */
const mostWaiting = 16 * 1024
/** Milliseconds after which a browser comes back to a stream that broke. */
const comeBackAfter = 2_000

export interface LiveListener {
  readonly person: Person
  /** Where the service stood when the listener last heard of it. */
  readonly lastPlace: string | undefined
  /** Throws when the person is no longer signed in. */
  readonly check: () => Promise<void>
}

/** Roles that see everybody's rows hear of everybody's changes at the pace of their own. */
const seesAll = ({ role }: Person): boolean => role !== 'performer'

/** The open streams of one service. Bounded in number and in what waits in each. */
export class LiveStreams {
  readonly #watch: LogWatch
  readonly #pace: LivePace
  readonly #open = new Map<PassThrough, string>()

  constructor(watch: LogWatch, pace: LivePace = usualPace) {
    this.#watch = watch
    this.#pace = pace
  }

  get size(): number {
    return this.#open.size
  }

  /** Opens a stream; refuses with `unavailable` beyond the most there may be. */
  async open({ person, lastPlace, check }: LiveListener): Promise<PassThrough> {
    const own = [...this.#open.values()].filter((id) => id === person.id).length
    if (this.#open.size >= mostStreams || own >= mostOfOne) throw new Refusal('unavailable', 'too many open pages')
    const stream = new PassThrough()
    this.#open.set(stream, person.id)
    const write = (text: string): void => {
      if (stream.writableLength > mostWaiting) stream.destroy()
      else stream.write(text)
    }
    const hints = new Hints(
      (reach, place) => write(`event: ${liveEvent}\nid: ${place}\ndata: ${reach}\n\n`),
      this.#pace,
    )
    const leave = this.#watch.listen(({ place, userIds }: Change) => {
      if (userIds === null) hints.due(seesAll(person) ? 'mine' : 'any', place)
      else if (seesAll(person) || userIds.has(person.id)) hints.due('mine', place)
    })
    const alive = setInterval(() => {
      check().then(
        () => write(': alive\n\n'),
        () => stream.end(),
      )
    }, this.#pace.alive)
    stream.once('close', () => {
      clearInterval(alive)
      hints.stop()
      leave()
      this.#open.delete(stream)
    })
    stream.on('error', () => undefined)
    write(`retry: ${comeBackAfter}\n\n`)
    // Told at once what was missed; whoever comes for the first time learns where the service stands with the first change.
    if (lastPlace !== undefined) {
      const place = await this.#watch.place()
      if (place !== lastPlace) hints.due('mine', place)
    }
    return stream
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    for (const stream of this.#open.keys()) stream.end()
    await this.#watch.stop()
  }
}

/** Gathers hints, so that a flood of changes becomes one now and then. */
class Hints {
  readonly #tell: (reach: LiveReach, place: string) => void
  readonly #pace: LivePace
  #toldAt = Number.NEGATIVE_INFINITY
  #waiting: { reach: LiveReach; place: string; timer: NodeJS.Timeout } | undefined

  constructor(tell: (reach: LiveReach, place: string) => void, pace: LivePace) {
    this.#tell = tell
    this.#pace = pace
  }

  due(reach: LiveReach, place: string): void {
    const before = this.#waiting
    if (before) clearTimeout(before.timer)
    const strongest = before?.reach === 'mine' ? 'mine' : reach
    const wait = Math.max(0, this.#toldAt + this.#pace[strongest] - performance.now())
    const timer = setTimeout(() => {
      this.#waiting = undefined
      this.#toldAt = performance.now()
      this.#tell(strongest, place)
    }, wait)
    this.#waiting = { reach: strongest, place, timer }
  }

  stop(): void {
    if (this.#waiting) clearTimeout(this.#waiting.timer)
  }
}
