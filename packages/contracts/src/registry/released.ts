import type { EventKind } from '../events.ts'
import type { Schema } from './schema.ts'

/** An event as a release said it. */
export interface ReleasedEvent {
  readonly topic: string
  /** The first release that had it. */
  readonly since: string
  readonly data: Schema
}

/** All events as a release said them, and the envelope that they travelled in. */
export interface Released {
  readonly release: string
  readonly envelope: Schema
  readonly events: Readonly<Record<string, ReleasedEvent>>
}

/** What is written down of events at a release; `last` is what was written down at the one before. */
export const releasedAs = (
  release: string,
  kinds: readonly EventKind[],
  envelope: Schema,
  last: Released | undefined,
): Released => ({
  release,
  envelope,
  events: Object.fromEntries(
    kinds.map(({ type, topic, data }) => {
      const since = last?.events[type]?.since ?? release
      return [type, { topic, since, data }]
    }),
  ),
})
