import pino from 'pino'
import { expect } from 'vitest'
import type { Courier } from '../log/courier.ts'
import type { LogBackend, TestStore } from './backend.ts'
import { type Listener, type ListenerParts, type ListenerTables, startListener } from './listener.ts'
import { type Speaker, type SpeakerParts, type SpeakerTables, startSpeaker } from './speaker.ts'
import { until } from './until.ts'

const log = pino({ level: process.env.POPUG_TEST_LOG ?? 'silent' })

/** A speaker and listeners on stores of their own; everything that was started is stopped and removed by `clear`. */
export class LogStage {
  readonly #backend: LogBackend
  readonly #ends: (() => Promise<unknown>)[] = []

  constructor(backend: LogBackend) {
    this.#backend = backend
  }

  async courier(): Promise<Courier> {
    const courier = await this.#backend.makeCourier()
    this.#ends.push(() => courier.close())
    return courier
  }

  async store(): Promise<TestStore> {
    const store = await this.#backend.makeStore()
    this.#ends.push(() => store.remove())
    return store
  }

  async speaker(parts: Partial<SpeakerParts> & Pick<SpeakerParts, 'courier'>): Promise<Speaker> {
    const database = parts.database ?? (await this.store()).open<SpeakerTables>().database
    const speaker = await startSpeaker({ log, numbering: this.#backend.features.numbering, ...parts, database })
    this.#ends.push(() => speaker.stop())
    return speaker
  }

  async listener(parts: Partial<ListenerParts> & Pick<ListenerParts, 'courier' | 'feed'>): Promise<Listener> {
    const database = parts.database ?? (await this.store()).open<ListenerTables>().database
    if (!parts.database) this.#ends.push(() => database.close().catch(() => undefined))
    const listener = await startListener({ log, ...parts, database })
    this.#ends.push(() => listener.stop())
    return listener
  }

  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end()
  }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** Waits until a listener stands at the speaker's head, with everything said numbered; answers what was noted. */
const atHead = async (speaker: Speaker, listener: Listener, within?: number): Promise<number[]> => {
  const noted = await speaker.noted()
  await until(
    'the listener stands at the head, and everything said has a position',
    async () => {
      const { position } = await listener.checkpoint()
      return position === (await speaker.feed(0, 1)).head && position >= noted.length
    },
    within,
  )
  return noted
}

/** Waits until a listener stands at the speaker's head, then holds it to what was said: all of it, once, in order. */
export const expectAllHeard = async (speaker: Speaker, listener: Listener, within?: number): Promise<void> => {
  const noted = await atHead(speaker, listener, within)
  expect(await listener.heard()).toEqual(noted)
  expect(await listener.sum()).toBe(total(noted))
}

/** The same of commands that ran at once: a database may commit them in an order of its own, which is then the log's. */
export const expectCrowdHeard = async (speaker: Speaker, listener: Listener): Promise<void> => {
  const noted = await atHead(speaker, listener)
  const heard = await listener.heard()
  const { items } = await speaker.feed(0, noted.length + 1)
  expect(heard).toEqual(items.map(({ data }) => (data as { value: number }).value))
  expect(ascending(heard)).toEqual(ascending(noted))
  expect(await listener.sum()).toBe(total(noted))
}
